using System.Runtime.InteropServices;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.Signing;

namespace Vestnik.Protocol.Events;

/// <summary>Where the values of an event's members stand in its canonical form; an empty range for an absent one.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PduFields
{
    public Range AuthEvents { get; private set; }

    public Range Content { get; private set; }

    public Range Depth { get; private set; }

    public Range EventId { get; private set; }

    public Range Hashes { get; private set; }

    public Range PrevEvents { get; private set; }

    public Range Redacts { get; private set; }

    public Range Room { get; private set; }

    public Range Sender { get; private set; }

    public Range Signatures { get; private set; }

    public Range StateKey { get; private set; }

    public Range Timestamp { get; private set; }

    public Range Type { get; private set; }

    public static PduFields Find(ReadOnlySpan<byte> json)
    {
        var fields = default(PduFields);
        foreach (var member in new CanonicalMembers(json))
        {
            fields.Note(member.Key, member.ValueStart..member.End);
        }

        return fields;
    }

    /// <summary>The kinds of the values that are not read into properties.</summary>
    public readonly MatrixError? CheckKinds(ReadOnlySpan<byte> json, string? stateKey)
    {
        if (!CanonicalValue.IsObject(json[Content]))
        {
            return MatrixError.BadJson("The content of an event is a JSON object.");
        }

        if (!json[StateKey].IsEmpty && stateKey is null)
        {
            return MatrixError.BadJson("A state key is a string.");
        }

        return (json[Hashes].IsEmpty || CanonicalValue.IsObject(json[Hashes]))
            && SignatureLookup.AreSound(json[Signatures])
            ? null
            : MatrixError.BadJson("The hashes and signatures of an event are JSON objects.");
    }

    private void Note(ReadOnlySpan<byte> key, Range value)
    {
        switch (key)
        {
            case var _ when key.SequenceEqual("auth_events"u8): AuthEvents = value; break;
            case var _ when key.SequenceEqual("content"u8): Content = value; break;
            case var _ when key.SequenceEqual("depth"u8): Depth = value; break;
            case var _ when key.SequenceEqual("event_id"u8): EventId = value; break;
            case var _ when key.SequenceEqual("hashes"u8): Hashes = value; break;
            case var _ when key.SequenceEqual("origin_server_ts"u8): Timestamp = value; break;
            case var _ when key.SequenceEqual("prev_events"u8): PrevEvents = value; break;
            case var _ when key.SequenceEqual("redacts"u8): Redacts = value; break;
            case var _ when key.SequenceEqual("room_id"u8): Room = value; break;
            case var _ when key.SequenceEqual("sender"u8): Sender = value; break;
            case var _ when key.SequenceEqual("signatures"u8): Signatures = value; break;
            case var _ when key.SequenceEqual("state_key"u8): StateKey = value; break;
            case var _ when key.SequenceEqual("type"u8): Type = value; break;
            default: break;
        }
    }
}

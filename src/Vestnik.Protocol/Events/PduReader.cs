using System.Collections.Immutable;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Events;

/// <summary>Reads the federation form of an event: canonicalises it, checks its format and names it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu (check 1)</remarks>
internal static class PduReader
{
    public static Outcome<Pdu> Read(ReadOnlySpan<byte> json, RoomVersion version)
    {
        if (!CanonicalJson.Canonicalize(json, version.Numbers).Accepted(out var canonical, out var refusal))
        {
            return refusal;
        }

        if (!CanonicalValue.IsObject(canonical))
        {
            return MatrixError.BadJson("An event is a JSON object.");
        }

        return ReadCanonical(WithoutUnsigned(canonical, version), version);
    }

    private static byte[] WithoutUnsigned(byte[] json, RoomVersion version)
    {
        var dropsId = version.EventIds != EventIdFormat.Opaque;
        using var kept = new ByteSink(json.Length);
        kept.Append((byte)'{');
        foreach (var member in new CanonicalMembers(json))
        {
            if (member.Key.SequenceEqual("unsigned"u8) || (dropsId && member.Key.SequenceEqual("event_id"u8)))
            {
                continue;
            }

            if (kept.Length > 1)
            {
                kept.Append((byte)',');
            }

            kept.Append(member.Member);
        }

        kept.Append((byte)'}');
        return kept.Length == json.Length ? json : kept.ToArray();
    }

    private static Outcome<Pdu> ReadCanonical(byte[] json, RoomVersion version)
    {
        var fields = PduFields.Find(json);
        if (CanonicalValue.String(json.AsSpan(fields.Type)) is not { } type)
        {
            return MatrixError.BadJson("An event needs a type.");
        }

        var stateKey = CanonicalValue.String(json.AsSpan(fields.StateKey));
        var refusal = EventLimits.CheckSize(json.Length)
            ?? EventLimits.CheckKeys(type, stateKey)
            ?? fields.CheckKinds(json, stateKey);
        if (refusal is not null)
        {
            return refusal;
        }

        var prevEvents = ReadReferences(json.AsSpan(fields.PrevEvents), version.EventIds);
        var authEvents = ReadReferences(json.AsSpan(fields.AuthEvents), version.EventIds);
        if (prevEvents is not { Length: <= EventLimits.PrevEvents } || authEvents is not { Length: <= EventLimits.AuthEvents })
        {
            return MatrixError.BadJson($"An event names at most {EventLimits.PrevEvents} prev_events and {EventLimits.AuthEvents} auth_events.");
        }

        if (CanonicalValue.Identifier<UserId>(json.AsSpan(fields.Sender)) is not { } sender
            || CanonicalValue.Integer(json.AsSpan(fields.Depth)) is not (>= 0 and { } depth)
            || CanonicalValue.Integer(json.AsSpan(fields.Timestamp)) is not { } timestamp)
        {
            return MatrixError.BadJson("An event needs a sender, a depth and an origin_server_ts.");
        }

        if (ReadId(json, fields, type, version) is not { } id || ReadRoom(json, fields, id, type, version) is not { } room)
        {
            return MatrixError.BadJson("An event needs the ids that its room version asks for.");
        }

        return new Pdu
        {
            Id = id,
            Room = room,
            Sender = sender,
            Type = type,
            StateKey = stateKey,
            Depth = depth,
            OriginServerTimestamp = timestamp,
            PrevEvents = prevEvents.Value,
            AuthEvents = authEvents.Value,
            Redacts = ReadRedacts(json, fields, type, version),
            CarriesRoomId = fields.Room.End.Value > 0,
            Version = version,
            Json = json,
            Content = json.AsMemory(fields.Content),
        };
    }

    private static EventId? ReadId(byte[] json, PduFields fields, string type, RoomVersion version) =>
        version.EventIds == EventIdFormat.Opaque
            ? CanonicalValue.Identifier<EventId>(json.AsSpan(fields.EventId))
            : EventHash.Name(json, type, version);

    private static RoomId? ReadRoom(byte[] json, PduFields fields, EventId id, string type, RoomVersion version) =>
        version.RoomIds == RoomIdFormat.CreateEventHash && type == EventType.Create
            ? RoomId.OfCreateEvent(id)
            : CanonicalValue.Identifier<RoomId>(json.AsSpan(fields.Room));

    private static EventId? ReadRedacts(byte[] json, PduFields fields, string type, RoomVersion version)
    {
        if (type != EventType.Redaction)
        {
            return null;
        }

        return CanonicalValue.Identifier<EventId>(version.RedactsInContent
            ? CanonicalMembers.Find(json.AsSpan(fields.Content), "redacts"u8)
            : json.AsSpan(fields.Redacts));
    }

    private static ImmutableArray<EventId>? ReadReferences(ReadOnlySpan<byte> array, EventIdFormat format)
    {
        if (!CanonicalValue.IsArray(array))
        {
            return null;
        }

        var ids = ImmutableArray.CreateBuilder<EventId>();
        foreach (var element in CanonicalValue.Elements(array))
        {
            var reference = array[element];
            if (format == EventIdFormat.Opaque)
            {
                // Rooms of versions 1 and 2 pair the id with hashes, which nobody may rely on.
                reference = CanonicalValue.IsArray(reference) && CanonicalValue.Elements(reference) is [var first, ..] ? reference[first] : [];
            }

            if (CanonicalValue.Identifier<EventId>(reference) is not { } id)
            {
                return null;
            }

            ids.Add(id);
        }

        return ids.ToImmutable();
    }
}

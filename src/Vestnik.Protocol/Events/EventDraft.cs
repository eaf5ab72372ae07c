using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Events;

/// <summary>An event of this server before it has hashes and an id.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/server-server-api/#adding-hashes-and-signatures-to-outgoing-events</remarks>
public sealed record EventDraft
{
    // Room for one signature: the longest key id, the base64 of the signature, and the braces and quotes around.
    private const int SignatureBytes = 64 + 86 + 32;

    /// <summary>Null only for a create event whose room id is to be its own hash (room version 12).</summary>
    public required RoomId? Room { get; init; }

    public required UserId Sender { get; init; }

    public required string Type { get; init; }

    /// <summary>Null for an event that is not state.</summary>
    public string? StateKey { get; init; }

    /// <summary>A canonical JSON object: the output of <see cref="CanonicalJson"/>.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    public required ImmutableArray<EventId> PrevEvents { get; init; }

    public required ImmutableArray<EventId> AuthEvents { get; init; }

    public required long Depth { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long OriginServerTimestamp { get; init; }

    /// <summary>For a redaction, its target; it is written where the room version wants it.</summary>
    public EventId? Redacts { get; init; }

    /// <summary>For room versions 1 and 2 only, where the sending server chooses the id.</summary>
    public EventId? Id { get; init; }

    /// <summary>Hashes and names the event. It is not signed yet, but leaves room for one signature.</summary>
    /// <returns>The event, or <c>M_TOO_LARGE</c> or <c>M_BAD_JSON</c>.</returns>
    public Outcome<Pdu> Build(RoomVersion version)
    {
        var content = ContentFor(version);
        if (EventLimits.CheckKeys(Type, StateKey) is { } tooLong)
        {
            return tooLong;
        }

        if (PrevEvents.Length > EventLimits.PrevEvents || AuthEvents.Length > EventLimits.AuthEvents || Depth < 0)
        {
            return MatrixError.BadJson("An event has a bounded number of prev_events and auth_events, and no negative depth.");
        }

        using var unhashed = new ByteSink(content.Length + 1_024);
        if (!TryWrite(content.Span, version, unhashed, out var hashesAt, out var contentAt))
        {
            return MatrixError.BadJson("A string holds half of a surrogate pair.");
        }

        var json = WithContentHash(unhashed, hashesAt);
        return EventLimits.CheckSize(json.Length + SignatureBytes + Sender.ToString().Length) is { } refusal
            ? refusal
            : Finish(json, json.AsMemory(contentAt, content.Length), version);
    }

    private Pdu Finish(byte[] json, ReadOnlyMemory<byte> content, RoomVersion version)
    {
        var id = version.EventIds == EventIdFormat.Opaque
            ? Id ?? throw new InvalidOperationException("The server chooses the event id in room versions 1 and 2.")
            : EventHash.Name(json, Type, version);
        return new Pdu
        {
            Id = id,
            Room = Room ?? RoomId.OfCreateEvent(id),
            Sender = Sender,
            Type = Type,
            StateKey = StateKey,
            Depth = Depth,
            OriginServerTimestamp = OriginServerTimestamp,
            PrevEvents = PrevEvents,
            AuthEvents = AuthEvents,
            Redacts = Redacts,
            CarriesRoomId = Room is not null,
            Version = version,
            Json = json,
            Content = content,
        };
    }

    private ReadOnlyMemory<byte> ContentFor(RoomVersion version)
    {
        if (Redacts is not { } target || !version.RedactsInContent || !CanonicalMembers.Find(Content.Span, "redacts"u8).IsEmpty)
        {
            return Content;
        }

        using var merged = new ByteSink(Content.Length + 300);
        merged.Append("{\"redacts\":"u8);
        JsonText.TryAppend(target.ToString(), merged);
        if (Content.Length > 2)
        {
            merged.Append((byte)',');
        }

        merged.Append(Content.Span[1..]);
        return CanonicalJson.Canonicalize(merged.Written, version.Numbers)
            .Match(bytes => bytes, _ => throw new UnreachableException("Canonical content stays canonical."));
    }

    private bool TryWrite(ReadOnlySpan<byte> content, RoomVersion version, ByteSink json, out int hashesAt, out int contentAt)
    {
        var sound = true;
        json.Append("{\"auth_events\":"u8);
        AppendReferences(AuthEvents, version, json);
        json.Append(",\"content\":"u8);
        contentAt = json.Length;
        json.Append(content);
        json.Append(",\"depth\":"u8);
        AppendInteger(Depth, json);
        if (version.EventIds == EventIdFormat.Opaque && Id is { } id)
        {
            sound &= AppendString(",\"event_id\":"u8, id.ToString(), json);
        }

        hashesAt = json.Length;
        json.Append(",\"origin_server_ts\":"u8);
        AppendInteger(OriginServerTimestamp, json);
        json.Append(",\"prev_events\":"u8);
        AppendReferences(PrevEvents, version, json);
        if (Redacts is { } target && !version.RedactsInContent)
        {
            sound &= AppendString(",\"redacts\":"u8, target.ToString(), json);
        }

        if (Room is { } room)
        {
            sound &= AppendString(",\"room_id\":"u8, room.ToString(), json);
        }

        sound &= AppendString(",\"sender\":"u8, Sender.ToString(), json);
        if (StateKey is { } stateKey)
        {
            sound &= AppendString(",\"state_key\":"u8, stateKey, json);
        }

        sound &= AppendString(",\"type\":"u8, Type, json);
        json.Append((byte)'}');
        return sound;
    }

    private static byte[] WithContentHash(ByteSink unhashed, int hashesAt)
    {
        var opening = ",\"hashes\":{\"sha256\":\""u8;
        var closing = "\"}"u8;
        Span<byte> hash = stackalloc byte[EventHash.Size];
        Span<byte> text = stackalloc byte[44];
        SHA256.HashData(unhashed.Written, hash);
        text = text[..UnpaddedBase64.Encode(hash, text)];

        var json = new byte[unhashed.Length + opening.Length + text.Length + closing.Length];
        var rest = json.AsSpan();
        Put(unhashed.Written[..hashesAt], ref rest);
        Put(opening, ref rest);
        Put(text, ref rest);
        Put(closing, ref rest);
        Put(unhashed.Written[hashesAt..], ref rest);
        return json;
    }

    private static void Put(scoped ReadOnlySpan<byte> part, ref Span<byte> rest)
    {
        part.CopyTo(rest);
        rest = rest[part.Length..];
    }

    private static bool AppendString(ReadOnlySpan<byte> key, string value, ByteSink json)
    {
        json.Append(key);
        return JsonText.TryAppend(value, json);
    }

    private static void AppendInteger(long value, ByteSink json)
    {
        Utf8Formatter.TryFormat(value, json.Reserve(20), out var written);
        json.Advance(written);
    }

    private static void AppendReferences(ImmutableArray<EventId> ids, RoomVersion version, ByteSink json)
    {
        json.Append((byte)'[');
        for (var i = 0; i < ids.Length; i++)
        {
            if (i > 0)
            {
                json.Append((byte)',');
            }

            if (version.EventIds == EventIdFormat.Opaque)
            {
                // Versions 1 and 2 pair each id with hashes that no server may rely on: an empty object is lawful.
                json.Append((byte)'[');
                JsonText.TryAppend(ids[i].ToString(), json);
                json.Append(",{}]"u8);
            }
            else
            {
                JsonText.TryAppend(ids[i].ToString(), json);
            }
        }

        json.Append((byte)']');
    }
}

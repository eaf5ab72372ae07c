using System.Collections.Immutable;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Filters;

/// <summary>What a client wants of <c>/sync</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3useruseridfilter</remarks>
public sealed record SyncFilter
{
    public const int MaximumBytes = 65_536;

    public static SyncFilter Default { get; } = new();

    /// <summary>The fields of events to send, at least; null for all.</summary>
    public ImmutableArray<string>? EventFields { get; private init; }

    /// <summary>The client wants events as servers exchange them.</summary>
    public bool FederationFormat { get; private init; }

    public EventFilter Presence { get; private init; } = EventFilter.All;

    public EventFilter AccountData { get; private init; } = EventFilter.All;

    public RoomFilter Room { get; private init; } = RoomFilter.All;

    /// <summary>The same with so many timeline events of a room at most.</summary>
    public SyncFilter WithTimelineLimit(int limit) => this with { Room = Room with { Timeline = Room.Timeline with { Limit = limit } } };

    /// <returns>The filter, or <c>M_NOT_JSON</c>, <c>M_BAD_JSON</c>, <c>M_TOO_LARGE</c>.</returns>
    public static Outcome<SyncFilter> Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaximumBytes)
        {
            return MatrixError.TooLarge($"A filter may have at most {MaximumBytes} bytes.");
        }

        return CanonicalJson.Canonicalize(json).Then(canonical => Read(canonical));
    }

    private static Outcome<SyncFilter> Read(ReadOnlySpan<byte> canonical)
    {
        if (!CanonicalValue.IsObject(canonical))
        {
            return MatrixError.BadJson("A filter is a JSON object.");
        }

        var fields = new FilterFields(canonical);
        var format = CanonicalMembers.Find(canonical, "event_format"u8);
        if (!format.IsEmpty && !format.SequenceEqual("\"client\""u8) && !format.SequenceEqual("\"federation\""u8))
        {
            return MatrixError.BadJson("The event_format of a filter is client or federation.");
        }

        var parts = new FilterParts();
        var filter = new SyncFilter
        {
            EventFields = fields.Strings("event_fields"u8),
            FederationFormat = format.SequenceEqual("\"federation\""u8),
            Presence = parts.Events(fields.Object("presence"u8)),
            AccountData = parts.Events(fields.Object("account_data"u8)),
            Room = parts.Rooms(fields.Object("room"u8)),
        };
        return (fields.Refusal ?? parts.Refusal) is { } refusal ? refusal : filter;
    }
}

/// <summary>What a client wants of rooms.</summary>
public sealed record RoomFilter
{
    public static RoomFilter All { get; } = new();

    /// <summary>Null when every room is wanted.</summary>
    public ImmutableArray<RoomId>? Rooms { get; internal init; }

    public ImmutableArray<RoomId> NotRooms { get; internal init; } = [];

    public bool IncludeLeave { get; internal init; }

    public EventFilter Ephemeral { get; internal init; } = EventFilter.All;

    public EventFilter State { get; internal init; } = EventFilter.All;

    public EventFilter Timeline { get; internal init; } = EventFilter.All;

    public EventFilter AccountData { get; internal init; } = EventFilter.All;

    public bool Matches(RoomId room) => !NotRooms.Contains(room) && (Rooms is not { } rooms || rooms.Contains(room));
}

/// <summary>Reads the parts of a filter and remembers the first refusal.</summary>
file sealed class FilterParts
{
    public MatrixError? Refusal { get; private set; }

    public EventFilter Events(ReadOnlySpan<byte> canonical)
    {
        if (canonical.IsEmpty)
        {
            return EventFilter.All;
        }

        if (EventFilter.Read(canonical).Accepted(out var filter, out var refusal))
        {
            return filter;
        }

        Refusal ??= refusal;
        return EventFilter.All;
    }

    public RoomFilter Rooms(ReadOnlySpan<byte> canonical)
    {
        if (canonical.IsEmpty)
        {
            return RoomFilter.All;
        }

        var fields = new FilterFields(canonical);
        var filter = new RoomFilter
        {
            Rooms = fields.Identifiers<RoomId>("rooms"u8),
            NotRooms = fields.Identifiers<RoomId>("not_rooms"u8) ?? [],
            IncludeLeave = fields.Boolean("include_leave"u8) ?? false,
            Ephemeral = Events(fields.Object("ephemeral"u8)),
            State = Events(fields.Object("state"u8)),
            Timeline = Events(fields.Object("timeline"u8)),
            AccountData = Events(fields.Object("account_data"u8)),
        };
        Refusal ??= fields.Refusal;
        return filter;
    }
}

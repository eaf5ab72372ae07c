using System.Collections.Immutable;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Filters;

/// <summary>Which events a client wants. One type serves events with and without a room.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#filtering</remarks>
public sealed record EventFilter
{
    /// <summary>Lists in a filter may have this many entries.</summary>
    public const int MaximumEntries = 1_000;

    /// <summary>Characters of one entry.</summary>
    public const int MaximumTextLength = 255;

    public static EventFilter All { get; } = new();

    /// <summary>How many events at most; null when the client leaves it to the server.</summary>
    public int? Limit { get; internal init; }

    /// <summary>Null when every sender is wanted.</summary>
    public ImmutableArray<UserId>? Senders { get; private init; }

    public ImmutableArray<UserId> NotSenders { get; private init; } = [];

    /// <summary>Patterns with <c>*</c>; null when every type is wanted.</summary>
    public ImmutableArray<string>? Types { get; private init; }

    public ImmutableArray<string> NotTypes { get; private init; } = [];

    /// <summary>Null when every room is wanted.</summary>
    public ImmutableArray<RoomId>? Rooms { get; private init; }

    public ImmutableArray<RoomId> NotRooms { get; private init; } = [];

    /// <summary>True: only events whose content has <c>url</c>; false: only those without; null: both.</summary>
    public bool? ContainsUrl { get; private init; }

    public bool LazyLoadMembers { get; private init; }

    public bool IncludeRedundantMembers { get; private init; }

    public bool UnreadThreadNotifications { get; private init; }

    /// <summary>Every event passes: callers may skip the check.</summary>
    public bool PassesAll => Senders is null && NotSenders.IsEmpty && Types is null && NotTypes.IsEmpty
        && Rooms is null && NotRooms.IsEmpty && ContainsUrl is null;

    /// <summary>Reads a filter such as that of <c>/messages</c>.</summary>
    public static Outcome<EventFilter> Parse(ReadOnlySpan<byte> json) =>
        CanonicalJson.Canonicalize(json).Then(canonical => Read(canonical));

    public bool Matches(Pdu pdu) => PassesAll
        || (MatchesRoom(pdu.Room) && MatchesSender(pdu.Sender) && MatchesType(pdu.Type) && MatchesUrl(pdu.Content.Span));

    public bool MatchesRoom(RoomId room) => !NotRooms.Contains(room) && (Rooms is not { } rooms || rooms.Contains(room));

    public bool MatchesSender(UserId sender) =>
        !NotSenders.Contains(sender) && (Senders is not { } senders || senders.Contains(sender));

    public bool MatchesType(string type) =>
        !TypePattern.Any(NotTypes, type) && (Types is not { } types || TypePattern.Any(types, type));

    /// <param name="content">The canonical content.</param>
    public bool MatchesUrl(ReadOnlySpan<byte> content) =>
        ContainsUrl is not { } wanted || wanted != CanonicalMembers.Find(content, "url"u8).IsEmpty;

    internal static Outcome<EventFilter> Read(ReadOnlySpan<byte> canonical)
    {
        if (!CanonicalValue.IsObject(canonical))
        {
            return MatrixError.BadJson("A filter is a JSON object.");
        }

        var fields = new FilterFields(canonical);
        var filter = new EventFilter
        {
            Limit = fields.Limit(),
            Senders = fields.Identifiers<UserId>("senders"u8),
            NotSenders = fields.Identifiers<UserId>("not_senders"u8) ?? [],
            Types = fields.Strings("types"u8),
            NotTypes = fields.Strings("not_types"u8) ?? [],
            Rooms = fields.Identifiers<RoomId>("rooms"u8),
            NotRooms = fields.Identifiers<RoomId>("not_rooms"u8) ?? [],
            ContainsUrl = fields.Boolean("contains_url"u8),
            LazyLoadMembers = fields.Boolean("lazy_load_members"u8) ?? false,
            IncludeRedundantMembers = fields.Boolean("include_redundant_members"u8) ?? false,
            UnreadThreadNotifications = fields.Boolean("unread_thread_notifications"u8) ?? false,
        };
        return fields.Refusal is { } refusal ? refusal : filter;
    }
}

using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Relations;

/// <summary>Which events relate to which, derived in the transaction of each event; redacted events relate to nothing.</summary>
public interface IRelations
{
    /// <summary>What relates to these events of a room, up to and including a sequence, oldest first.</summary>
    ValueTask<IReadOnlyList<RelatedEvent>> ToAsync(RoomId room, IReadOnlyList<long> targets, long upTo, CancellationToken cancel);

    /// <summary>Related events, nearest first, beside a place in the timeline.</summary>
    ValueTask<IReadOnlyList<TimelineEvent>> PageAsync(RoomId room, RelatedPage page, CancellationToken cancel);

    /// <summary>The threads of a room, the most recently answered first.</summary>
    /// <param name="room">The room.</param>
    /// <param name="participant">Only threads that this person began or answered in; null for all.</param>
    /// <param name="answered">Answers behind the first sequence do not count; threads whose last answer lies behind the second are left out.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Ends the reading.</param>
    ValueTask<IReadOnlyList<ThreadPlace>> ThreadsAsync(
        RoomId room, UserId? participant, (long UpTo, long Before) answered, int limit, CancellationToken cancel);
}

/// <summary>One relation.</summary>
public sealed record RelatedEvent
{
    /// <summary>Sequence of the event that is related to.</summary>
    public required long Target { get; init; }

    /// <summary>Sequence of the relating event.</summary>
    public required long Sequence { get; init; }

    /// <summary>The <c>rel_type</c>.</summary>
    public required string Kind { get; init; }

    public required UserId Sender { get; init; }

    /// <summary>The relating event's <c>origin_server_ts</c>.</summary>
    public required long SentAt { get; init; }
}

/// <summary>Which related events are wanted.</summary>
public sealed record RelatedPage
{
    /// <summary>Sequence of the event that they relate to.</summary>
    public required long Target { get; init; }

    /// <summary>How many relations may lie between.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>The <c>rel_type</c> of every step; null for any.</summary>
    public string? Kind { get; init; }

    /// <summary>The type of every relating event; null for any.</summary>
    public string? Type { get; init; }

    /// <summary>The sender of every relating event; null for anybody.</summary>
    public UserId? Sender { get; init; }

    /// <summary>Backwards: events up to and including this sequence; forwards: those behind it.</summary>
    public required long From { get; init; }

    public required bool Backwards { get; init; }

    public required int Limit { get; init; }
}

/// <param name="Root">Sequence of the event that the thread hangs on.</param>
/// <param name="Latest">Sequence of its last answer.</param>
public sealed record ThreadPlace(long Root, long Latest);

using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Where rooms are kept.</summary>
public interface IRoomStore
{
    /// <summary>The room at its committed head, or null when there is none.</summary>
    ValueTask<RoomView?> LoadAsync(RoomId room, CancellationToken cancel);

    /// <summary>The transactions of the room's last events, oldest first.</summary>
    ValueTask<IReadOnlyList<KnownTransaction>> RecentTransactionsAsync(RoomId room, CancellationToken cancel);

    /// <summary>
    /// Queues the events and answers when they are on disk, all of them in one transaction with everything derived from
    /// them. Appends of one room are written in the order of the calls.
    /// </summary>
    /// <exception cref="Feed.StoreUnavailableException">They are not durable, or nobody knows.</exception>
    Task<AppendResult> AppendAsync(RoomAppend append);

    /// <summary>Forgets transactions made before a time, in milliseconds since 1970.</summary>
    /// <returns>How many were forgotten, at most <paramref name="limit"/>.</returns>
    Task<int> ForgetTransactionsAsync(long before, int limit);
}

public sealed record KnownTransaction(long SessionId, string Type, string TransactionId, EventId Event);

/// <summary>Events to append behind a head that must still be the room's.</summary>
public sealed record RoomAppend
{
    public required RoomId Room { get; init; }

    public required RoomVersion Version { get; init; }

    /// <summary>Sequence of the room's last event before these; 0 founds the room.</summary>
    public required long ExpectedSequence { get; init; }

    /// <summary>Id of the room's last event before these; null founds the room.</summary>
    public required EventId? ExpectedHead { get; init; }

    public required IReadOnlyList<ProposedEvent> Events { get; init; }

    /// <summary>What has to be done because of these events; null for nothing.</summary>
    public Errand? Errand { get; init; }

    /// <summary>An alias that the room gets with these events; the sender of the first becomes its owner.</summary>
    public RoomAlias? Alias { get; init; }

    /// <summary>The room appears in the list of public rooms with these events, which found it.</summary>
    public bool IsPublished { get; init; }
}

/// <summary>An event that has its place in the proposed room, while its signature is being made.</summary>
public sealed record ProposedEvent
{
    /// <summary>The event with position 0.</summary>
    public required TimelineEvent Event { get; init; }

    /// <summary>The canonical federation form with our signature; ready before the store needs it, nearly always.</summary>
    public required Task<ReadOnlyMemory<byte>> Signed { get; init; }

    /// <summary>For a redaction that takes effect, the redacted target at its place.</summary>
    public TimelineEvent? Redacted { get; init; }

    /// <summary>When the event goes by its own lifetime: milliseconds since 1970; null for what stays.</summary>
    public long? DisappearsAt { get; init; }
}

public enum AppendOutcome
{
    /// <summary>The events are on disk.</summary>
    Appended,

    /// <summary>The room's head is another one: nothing was written.</summary>
    Fenced,

    /// <summary>The session's transaction has its event already: nothing was written.</summary>
    Repeated,

    /// <summary>Another room has the alias: nothing was written.</summary>
    AliasTaken,
}

/// <param name="Outcome">What became of the events.</param>
/// <param name="Known">For <see cref="AppendOutcome.Repeated"/>: the transaction's event.</param>
public readonly record struct AppendResult(AppendOutcome Outcome, EventId? Known = null);

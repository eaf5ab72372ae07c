using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Delayed;

/// <summary>Where delayed events are kept.</summary>
public interface IDelayedEvents
{
    /// <summary>Schedules an event and sets its timer, in one transaction.</summary>
    /// <param name="wanted">What is to be sent.</param>
    /// <param name="session">The session that asks, the scope of the transaction id.</param>
    /// <param name="transaction">The client's transaction id, or null.</param>
    /// <param name="most">So many a person may have scheduled.</param>
    Task<Scheduling> AddAsync(DelayedEvent wanted, long session, string? transaction, int most);

    ValueTask<DelayedEvent?> FindAsync(string id, CancellationToken cancel);

    /// <summary>What this person has scheduled, the next to be sent first.</summary>
    ValueTask<IReadOnlyList<DelayedEvent>> ScheduledAsync(UserId sender, CancellationToken cancel);

    /// <summary>Begins the delay anew; false when the event is not scheduled any more.</summary>
    Task<bool> RestartAsync(DelayedEvent delayed, long now);

    /// <summary>Takes a scheduled event to be sent; false when it is not scheduled any more, or due only later than <paramref name="dueBy"/>.</summary>
    Task<bool> TakeAsync(DelayedEvent delayed, long dueBy);

    /// <summary>Gives a taken event back: it stays scheduled.</summary>
    Task ReleaseAsync(DelayedEvent delayed);

    /// <summary>Cancels a scheduled event; false when it is not scheduled any more.</summary>
    Task<bool> CancelAsync(DelayedEvent delayed, long now);

    /// <summary>Writes down what came of a taken event.</summary>
    Task FinaliseAsync(DelayedEvent delayed);

    /// <summary>Forgets what was finalised before a time; how many, at most <paramref name="limit"/>.</summary>
    Task<int> ForgetAsync(long before, int limit);
}

/// <summary>What became of the wish: an id, the same for the same transaction; or null, and when the person's next event is due.</summary>
public readonly record struct Scheduling(string? Id, long NextDueAt = 0);

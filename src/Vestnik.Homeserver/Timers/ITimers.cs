namespace Vestnik.Homeserver.Timers;

/// <summary>What must happen later, kept as rows: it survives restarts, and any silo may do it.</summary>
public interface ITimers
{
    /// <summary>Sets a timer unless one of this kind and key is set already.</summary>
    Task SetAsync(string kind, string key, DateTimeOffset due);

    /// <summary>Takes this timer when it is due and nobody else has it; else null.</summary>
    Task<DueTimer?> TakeAsync(Errand errand, DateTimeOffset now, TimeSpan lease);

    /// <summary>Ends every lease: for a server that starts alone, and knows that whoever took a timer is dead.</summary>
    Task EndLeasesAsync();

    /// <summary>Takes timers that are due and that nobody else has taken; they come back when the lease ends before they are settled.</summary>
    Task<IReadOnlyList<DueTimer>> TakeAsync(DateTimeOffset now, TimeSpan lease, int limit);

    /// <summary>Ends a taken timer, or sets it anew where <paramref name="again"/> says when.</summary>
    Task SettleAsync(DueTimer timer, DateTimeOffset? again);
}

/// <param name="Id">Number of the timer.</param>
/// <param name="Kind">Which <see cref="ITimerKind"/> it is for.</param>
/// <param name="Key">What it is about, such as a room.</param>
/// <param name="LeaseUntil">Until when it is taken, in milliseconds since 1970.</param>
/// <param name="Shard">Where its row lies.</param>
public sealed record DueTimer(long Id, string Kind, string Key, long LeaseUntil, int Shard);

/// <summary>What is done when timers of one kind are due. Done twice when a server dies in between: it must bear that.</summary>
public interface ITimerKind
{
    string Kind { get; }

    /// <summary>The key of the timer that is always set, or null when timers of this kind are set on occasion.</summary>
    string? StandingKey { get; }

    /// <returns>When to do it again; null when it is done for good.</returns>
    Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel);
}

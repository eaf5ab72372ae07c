using Vestnik.Homeserver.Timers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Forgets transaction ids after a week: no client repeats a request for so long.</summary>
internal sealed class ForgetTransactions(IRoomStore store, TimeProvider clock) : ITimerKind
{
    private const int AtOnce = 2_000;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public string Kind => "forget-transactions";

    public string? StandingKey => "all";

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel)
    {
        // In small pieces, so that no sender waits behind them.
        var before = (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
        while (await store.ForgetTransactionsAsync(before, AtOnce) == AtOnce)
        {
            cancel.ThrowIfCancellationRequested();
        }

        return clock.GetUtcNow() + TimeSpan.FromHours(1);
    }
}

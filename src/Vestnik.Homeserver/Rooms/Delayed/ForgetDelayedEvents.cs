using Vestnik.Homeserver.Timers;

namespace Vestnik.Homeserver.Rooms.Delayed;

/// <summary>Forgets what became of delayed events after a week, as the proposal recommends.</summary>
internal sealed class ForgetDelayedEvents(IDelayedEvents store, TimeProvider clock) : ITimerKind
{
    private const int AtOnce = 500;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public string Kind => "forget-delayed-events";

    public string? StandingKey => "all";

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel)
    {
        var before = (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
        while (await store.ForgetAsync(before, AtOnce) == AtOnce)
        {
            cancel.ThrowIfCancellationRequested();
        }

        return clock.GetUtcNow() + TimeSpan.FromHours(1);
    }
}

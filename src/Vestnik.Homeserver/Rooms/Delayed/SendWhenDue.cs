using Vestnik.Homeserver.Timers;

namespace Vestnik.Homeserver.Rooms.Delayed;

/// <summary>Sends a delayed event when its time has come. A restart has only moved that time: the timer looks, and comes again.</summary>
internal sealed class SendWhenDue(IDelayedEvents store, DelayedSending sending, TimeProvider clock) : ITimerKind
{
    public const string Name = "delayed-event";

    public string Kind => Name;

    public string? StandingKey => null;

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel)
    {
        if (await store.FindAsync(timer.Key, cancel) is not { FinalisedAt: null } delayed)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        if (delayed.Phase == DelayedPhase.Scheduled)
        {
            var due = DateTimeOffset.FromUnixTimeMilliseconds(delayed.DueAt);
            if (due > now)
            {
                return due;
            }

            if (!await store.TakeAsync(delayed, now.ToUnixTimeMilliseconds()))
            {
                return now;
            }
        }

        // It is taken: by this timer, by one whose server died, or by somebody who is sending it now, which gives the same event.
        var sent = await sending.SendAsync(delayed, cancel);
        if (!sent.Accepted(out _, out var refusal))
        {
            refusal.ThrowIfUnavailable();
        }

        await store.FinaliseAsync(delayed with
        {
            Phase = DelayedPhase.Finalised,
            FinalisedAt = now.ToUnixTimeMilliseconds(),
            Event = sent.Match(id => id, _ => (Protocol.Identifiers.EventId?)null),
            Error = refusal,
        });
        return null;
    }
}

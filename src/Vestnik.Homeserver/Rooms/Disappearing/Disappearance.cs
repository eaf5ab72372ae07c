using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Disappearing;

/// <summary>
/// Sends away the messages of a room whose time is over, by their own lifetime or by the room's retention. There is one
/// timer for each room that has any.
/// </summary>
/// <remarks>Source: docs/adr/0019-disappearing-messages.md</remarks>
internal sealed class Disappearance(
    IDisappearing disappearing, IRoomHistory history, RoomViews views, Removal removal, ITimers timers, TimeProvider clock) : ITimerKind
{
    public const string Name = "disappearance";

    private const int AtOnce = 100;

    // A room that has just begun to forget has years behind it: other timers get their turn in between.
    private const int MostInOneRun = 2_000;

    private static readonly TimeSpan WipeAfter = TimeSpan.FromMinutes(1);

    public string Kind => Name;

    public string? StandingKey => null;

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel)
    {
        if (!RoomId.TryParse(timer.Key, out var id) || await views.FindAsync(id, cancel) is not { } view)
        {
            return null;
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var removed = 0;
        var own = await ByOwnLifetimeAsync(view, now, count => removed += count, cancel);
        var kept = await ByRetentionAsync(view, now, count => removed += count, cancel);
        if (removed > 0)
        {
            await timers.SetAsync(WipeOldPages.Name, WipeOldPages.Key, clock.GetUtcNow() + WipeAfter);
        }

        return (own, kept) switch
        {
            (null, null) => null,
            ({ } one, null) => At(one, now),
            (null, { } other) => At(other, now),
            ({ } one, { } other) => At(Math.Min(one, other), now),
        };
    }

    /// <summary>When the next one is due.</summary>
    private async Task<long?> ByOwnLifetimeAsync(RoomView view, long now, Action<int> removed, CancellationToken cancel)
    {
        for (var done = 0; done < MostInOneRun; done += AtOnce)
        {
            var due = await disappearing.DueAsync(view.Id, now, AtOnce, cancel);
            if (due.Count == 0)
            {
                break;
            }

            removed(await removal.RemoveAsync(view, due, keeper: null, cancel));
            await disappearing.SettleAsync(view.Id, due);
        }

        return await disappearing.NextAsync(view.Id, cancel);
    }

    /// <summary>When the next one is due; for a room without messages, when one sent now would be.</summary>
    private async Task<long?> ByRetentionAsync(RoomView view, long now, Action<int> removed, CancellationToken cancel)
    {
        if (Retention.Of(view.State) is not var (lifetime, keeper))
        {
            return null;
        }

        var judged = await disappearing.JudgedAsync(view.Id, cancel);
        for (var done = 0; done < MostInOneRun; done += AtOnce)
        {
            var page = await history.PageAsync(view.Id, judged, backwards: false, AtOnce, cancel);
            var over = page.TakeWhile(placed => Stays(placed) || placed.Event.OriginServerTimestamp + lifetime <= now).ToList();
            if (over.Count > 0)
            {
                removed(await removal.RemoveAsync(view, [.. over.Where(placed => !Stays(placed))], keeper, cancel));
                judged = over[^1].Sequence;
                await disappearing.JudgeAsync(view.Id, judged);
            }

            if (over.Count < page.Count)
            {
                // A time in the future is not believed, or it would keep everything behind it.
                return Math.Min(page[over.Count].Event.OriginServerTimestamp, now) + lifetime;
            }

            if (page.Count < AtOnce)
            {
                return now + lifetime;
            }
        }

        return now;
    }

    // State is the room; redactions have nothing to lose.
    private static bool Stays(TimelineEvent placed) => placed.Event.IsState || placed.Redacted || placed.Event.Type == Protocol.Events.EventType.Redaction;

    private static DateTimeOffset At(long due, long now) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(due, now));
}

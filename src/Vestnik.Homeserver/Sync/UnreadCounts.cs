using System.Collections.Concurrent;
using Vestnik.Homeserver.Push;
using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>How many events a person has not read that their push rules notify of, counted when it is asked and remembered.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#receiving-notifications</remarks>
internal sealed class UnreadCounts(PushRules rules, ReceiptViews receipts, IRoomHistory history)
{
    private const int Capacity = 200_000;

    private readonly ConcurrentDictionary<(UserId User, RoomId Room), UnreadTally> tallies = new();

    /// <summary>Writes the counts at a sequence of the room, with a comma in front.</summary>
    public async ValueTask WriteAsync(SyncWindow window, RoomView view, long end, AnswerBuffer output, CancellationToken cancel)
    {
        var (tally, read) = await CountedAsync(window.User, window.Ignored, view, end, cancel);
        tally.Write(window.User, read, window.Filter.Room.Timeline.UnreadThreadNotifications, output);
    }

    /// <summary>The counts at a sequence of the room, threads included.</summary>
    public async ValueTask<(int Notifying, int Highlighting)> TotalAsync(SyncWindow window, RoomView view, long end, CancellationToken cancel)
    {
        var (tally, read) = await CountedAsync(window.User, window.Ignored, view, end, cancel);
        return tally.Total(window.User, read);
    }

    /// <summary>What a badge shows of the room at its head: all that notifies, and the calls among it.</summary>
    public async ValueTask<(int Notifying, int Calls)> BadgeAsync(UserId user, IReadOnlySet<UserId> ignored, RoomView view, CancellationToken cancel)
    {
        var (tally, read) = await CountedAsync(user, ignored, view, view.HeadSequence, cancel);
        return tally.Badge(user, read);
    }

    private async ValueTask<(UnreadTally Tally, RoomReceipts Read)> CountedAsync(
        UserId user, IReadOnlySet<UserId> ignored, RoomView view, long end, CancellationToken cancel)
    {
        var personal = await rules.OfAsync(user, cancel);
        var read = await receipts.OfAsync(view.Id, cancel);
        var tally = TallyOf(user, view.Id);
        await CountAsync(tally, user, ignored, view, end, personal, read, cancel);
        return (tally, read);
    }

    private UnreadTally TallyOf(UserId user, RoomId room)
    {
        if (tallies.TryGetValue((user, room), out var tally))
        {
            return tally;
        }

        if (tallies.Count >= Capacity)
        {
            tallies.Clear();
        }

        return tallies.GetOrAdd((user, room), static _ => new UnreadTally());
    }

    private async ValueTask CountAsync(
        UnreadTally tally, UserId user, IReadOnlySet<UserId> ignored, RoomView view, long end,
        PersonalPushRules personal, RoomReceipts read, CancellationToken cancel)
    {
        var counted = tally.CountedBy(personal);
        if (counted >= end)
        {
            return;
        }

        var from = counted ?? await StartAsync(user, view, end, read, cancel);
        var subjects = await AfterAsync(view, from, end, cancel);
        tally.Count(personal, from, end, subjects, read, ignored, PushTargets.ContextOf(user, view));
    }

    private async ValueTask<long> StartAsync(UserId user, RoomView view, long end, RoomReceipts read, CancellationToken cancel)
    {
        var start = Math.Max(read.ReadUpTo(user, null), end - UnreadTally.Most);
        if (read.ReadUpTo(user, null) > 0)
        {
            return start;
        }

        // Nothing read: everything since the person came is unread.
        var changes = await history.ChangesAsync(view.Id, EventType.Member, user.ToString(), cancel);
        var came = changes.Reverse().TakeWhile(change => change.Event.Member.Membership == Membership.Join).LastOrDefault();
        return Math.Max(start, came?.Sequence ?? 0);
    }

    private async ValueTask<IReadOnlyList<TimelineEvent>> AfterAsync(RoomView view, long after, long end, CancellationToken cancel)
    {
        if (after >= end)
        {
            return [];
        }

        return view.TailBetween(after, end) is { } known ? known : await history.PageAsync(view.Id, after, backwards: false, (int)(end - after), cancel);
    }
}

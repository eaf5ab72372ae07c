using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Push;

namespace Vestnik.Homeserver.Push;

/// <summary>Who is to be told of an event: those in the room, or invited by it, who have a pusher and whose rules say so.</summary>
internal sealed class PushTargets(PusherOwners owners, PushRules rules, KnownIgnored ignored, RoomViews views, IRoomHistory history)
{
    public async ValueTask<IReadOnlyList<UserId>> OfAsync(LoggedEvent logged, CancellationToken cancel)
    {
        if (await views.FindAsync(logged.Room, cancel) is not { } view
            || CandidatesIn(view) is not { Count: > 0 } candidates
            || await EventAsync(view, logged.Sequence, cancel) is not { Redacted: false } placed)
        {
            return [];
        }

        var told = new List<UserId>();
        foreach (var user in candidates)
        {
            if (await IsForAsync(user, placed, view, cancel)
                && (await rules.OfAsync(user, cancel)).Evaluate(placed.Event, ContextOf(user, view)).Notifies
                && !(await ignored.OfAsync(user, cancel)).Contains(placed.Event.Sender))
            {
                told.Add(user);
            }
        }

        return told;
    }

    /// <summary>The event at a sequence of the room, from memory where it is one of the last.</summary>
    public async ValueTask<TimelineEvent?> EventAsync(RoomView view, long sequence, CancellationToken cancel) =>
        view.TailBetween(sequence - 1, sequence) is { Count: 1 } known
            ? known[0]
            : (await history.PageAsync(view.Id, sequence - 1, backwards: false, 1, cancel)).FirstOrDefault(placed => placed.Sequence == sequence);

    /// <summary>The room as one person's push rules see it.</summary>
    public static PushContext ContextOf(UserId user, RoomView view) => new()
    {
        User = user,
        DisplayName = view.State.Find(EventType.Member, user.ToString())?.Member.DisplayName,
        MemberCount = view.JoinedCount,
        Power = view.PowerLevels,
    };

    // Whoever came later is not told of what was before; whoever only changed their name since was there.
    private async ValueTask<bool> IsForAsync(UserId user, TimelineEvent placed, RoomView view, CancellationToken cancel)
    {
        if (placed.Event.Sender == user)
        {
            return false;
        }

        if (!view.Joined.Contains(user))
        {
            return placed.Event.Is(EventType.Member, user.ToString());
        }

        return view.State.At(EventType.Member, user.ToString())?.Sequence < placed.Sequence
            || (await history.StateAtAsync(view.Id, EventType.Member, user.ToString(), placed.Sequence, cancel))?.Event.Member.Membership == Membership.Join;
    }

    // The shorter of the two lists is gone through. Where nobody is left, the event need not even be read.
    private List<UserId> CandidatesIn(RoomView view)
    {
        var there = owners.Count < view.JoinedCount ? owners.All.Where(view.Joined.Contains) : view.Joined.Where(owners.Has);
        return [.. there, .. view.Invited.Where(owners.Has)];
    }
}

using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Streams;

/// <summary>What the state of rooms was before a timeline began, or is after it, as far as the device does not know it.</summary>
internal sealed class StateStream(IRoomHistory history, LazyMembers told)
{
    /// <param name="window">For whom.</param>
    /// <param name="view">The room.</param>
    /// <param name="slice">The timeline that the state stands beside.</param>
    /// <param name="whole">All of the state, not only its changes.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async ValueTask<List<TimelineEvent>> BesideAsync(
        SyncWindow window, RoomView view, TimelineSlice slice, bool whole, CancellationToken cancel)
    {
        var boundary = window.Request.StateAfter is null ? slice.Before : slice.End;
        var state = new Dictionary<(string Type, string Key), TimelineEvent>();
        if (!slice.IsNew)
        {
            await AddChangesAsync(window, view, slice, boundary, state, cancel);
        }

        if (whole || window.LazyMembers)
        {
            var earlier = whole || slice.Events.Count > 0 ? await EarlierState.AfterAsync(view, boundary, history, cancel) : null;
            if (whole)
            {
                Add(state, window.LazyMembers ? earlier!.WithoutMembers : earlier!.All);
            }

            if (window.LazyMembers && earlier is not null)
            {
                AddMembers(window, view, slice, whole, earlier, state);
            }
        }

        if (window.Request.StateAfter is null && !window.Filter.Room.Timeline.PassesAll)
        {
            await AddUnshownAsync(view, slice, state, cancel);
        }

        return [.. state.Values.Where(placed => window.Filter.Room.State.Matches(placed.Event)).OrderBy(placed => placed.Sequence)];
    }

    private static void Add(Dictionary<(string Type, string Key), TimelineEvent> state, IEnumerable<TimelineEvent> added)
    {
        foreach (var placed in added)
        {
            state[(placed.Event.Type, placed.Event.StateKey!)] = placed;
        }
    }

    private async ValueTask AddChangesAsync(
        SyncWindow window, RoomView view, TimelineSlice slice, long boundary, Dictionary<(string Type, string Key), TimelineEvent> state, CancellationToken cancel)
    {
        var last = Math.Max(boundary, slice.End);
        if (slice.Since >= last)
        {
            return;
        }

        foreach (var placed in await BetweenAsync(view, slice.Since, last, cancel))
        {
            if (placed.Event.Type == EventType.Member && UserId.TryParse(placed.Event.StateKey, out var member))
            {
                (placed.Event.Member.Membership == Membership.Join ? window.Met : window.Parted).Add(member);
            }

            if (placed.Sequence <= boundary)
            {
                state[(placed.Event.Type, placed.Event.StateKey!)] = placed;
            }
        }
    }

    private void AddMembers(
        SyncWindow window, RoomView view, TimelineSlice slice, bool whole, EarlierState earlier, Dictionary<(string Type, string Key), TimelineEvent> state)
    {
        var session = window.Request.SessionId;
        var until = window.Until.At(view.Shard);
        if (whole)
        {
            told.Forget(session, view.Id);
        }

        var members = slice.Events.Select(placed => placed.Event.Sender.ToString()).ToHashSet(StringComparer.Ordinal);
        if (whole)
        {
            members.Add(window.User.ToString());
        }

        if (whole || slice.Events.Any(placed => placed.Event.Type == EventType.Member && placed.Event.IsState))
        {
            members.UnionWith(RoomSummary.HeroesOf(view, window.User).Select(hero => hero.ToString()));
        }

        foreach (var member in members)
        {
            var redundant = !whole && !window.Filter.Room.State.IncludeRedundantMembers
                && told.Knows(session, view.Id, member, window.After(view.Shard));
            if (!redundant && earlier.At(EventType.Member, member) is { } placed)
            {
                state.TryAdd((EventType.Member, member), placed);
            }
        }

        foreach (var placed in state.Values.Concat(slice.Events).Where(placed => placed.Event.Type == EventType.Member && placed.Event.IsState))
        {
            told.Tell(session, view.Id, placed.Event.StateKey!, until);
        }
    }

    // A timeline filter hides state events too: those in force belong to the state then.
    private async ValueTask AddUnshownAsync(
        RoomView view, TimelineSlice slice, Dictionary<(string Type, string Key), TimelineEvent> state, CancellationToken cancel)
    {
        if (slice.Before >= slice.End)
        {
            return;
        }

        var shown = slice.Events.Select(placed => placed.Sequence).ToHashSet();
        var changes = await BetweenAsync(view, slice.Before, slice.End, cancel);
        foreach (var placed in changes.GroupBy(placed => (placed.Event.Type, placed.Event.StateKey)).Select(place => place.Last()))
        {
            if (!shown.Contains(placed.Sequence))
            {
                state[(placed.Event.Type, placed.Event.StateKey!)] = placed;
            }
        }
    }

    private async ValueTask<IReadOnlyList<TimelineEvent>> BetweenAsync(RoomView view, long after, long upTo, CancellationToken cancel) =>
        await StateChanges.BetweenAsync(view, after, upTo, history, cancel);
}

using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Sync.Streams;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>The state after a timeline that a device wants and does not have.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186 (required_state, lazy loaded memberships)</remarks>
internal sealed class WantedState(IRoomHistory history)
{
    /// <param name="view">The room.</param>
    /// <param name="slice">What is new in the room.</param>
    /// <param name="shown">The timeline that the state is told with.</param>
    /// <param name="config">What the device wants.</param>
    /// <param name="sent">What the device has; null when it needs all.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async ValueTask<WantedEvents> OfAsync(
        RoomView view, TimelineSlice slice, TimelineSlice shown, RoomConfig config, SentRoom? sent, CancellationToken cancel)
    {
        var found = new Dictionary<(string Type, string Key), TimelineEvent>();
        var after = await EarlierState.AfterAsync(view, slice.End, history, cancel);
        var changes = sent is null ? [] : await StateChanges.BetweenAsync(view, slice.Since, slice.End, history, cancel);
        foreach (var state in config.States.Where(state => sent is null || !sent.Config.States.Contains(state)))
        {
            foreach (var placed in Matching(state, after))
            {
                if (sent is null || placed.Sequence > slice.Since || !sent.Config.Wants(placed.Event.Type, placed.Event.StateKey!))
                {
                    Add(found, placed);
                }
            }
        }

        foreach (var placed in changes)
        {
            if (config.Wants(placed.Event.Type, placed.Event.StateKey!) || (config.LazyMembers && !slice.Limited && placed.Event.Type == EventType.Member))
            {
                Add(found, after.At(placed.Event.Type, placed.Event.StateKey!) ?? placed);
            }
        }

        if (config.LazyMembers)
        {
            // After a gap a device no longer knows which of the members it has are still right.
            AddMembers(found, shown, after, sent is null || slice.Limited ? [] : sent.Members);
        }

        return new WantedEvents([.. found.Values.OrderBy(placed => placed.Sequence)], changes.Count == 0);
    }

    private static IEnumerable<TimelineEvent> Matching(RequiredState wanted, EarlierState state)
    {
        var named = wanted.Exact
            .Select(place => wanted.Wants(place.Type!, place.Key!) ? state.At(place.Type!, place.Key!) : null)
            .OfType<TimelineEvent>();
        return wanted.IsExact
            ? named
            : named.Concat((wanted.SearchesMembers ? state.All : state.WithoutMembers)
                .Where(placed => wanted.Wants(placed.Event.Type, placed.Event.StateKey!)));
    }

    private static void AddMembers(
        Dictionary<(string Type, string Key), TimelineEvent> found, TimelineSlice shown, EarlierState after, IReadOnlySet<string> known)
    {
        foreach (var placed in shown.Events)
        {
            AddMember(placed.Event.Sender.ToString());
            if (placed.Event.Type == EventType.Member && placed.Event.StateKey is { } target)
            {
                AddMember(target);
            }
        }

        void AddMember(string member)
        {
            if (!known.Contains(member) && after.At(EventType.Member, member) is { } placed)
            {
                Add(found, placed);
            }
        }
    }

    private static void Add(Dictionary<(string Type, string Key), TimelineEvent> found, TimelineEvent placed) =>
        found[(placed.Event.Type, placed.Event.StateKey!)] = placed;
}

/// <param name="Events">Oldest first.</param>
/// <param name="Unchanged">Nothing of the room's state has changed, wanted or not.</param>
internal sealed record WantedEvents(IReadOnlyList<TimelineEvent> Events, bool Unchanged)
{
    public IEnumerable<string> Members => Events.Where(placed => placed.Event.Type == EventType.Member).Select(placed => placed.Event.StateKey!);
}

using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Sync;

/// <summary>The state of a room a few events ago: the state now, and what was in the places that changed since.</summary>
internal sealed class EarlierState
{
    private readonly RoomState state;
    private readonly Dictionary<(string Type, string Key), TimelineEvent?> replaced;

    private EarlierState(RoomState state, Dictionary<(string Type, string Key), TimelineEvent?> replaced) =>
        (this.state, this.replaced) = (state, replaced);

    /// <summary>So many places are looked up one by one; beyond, the whole state is read.</summary>
    private const int FewPlaces = 16;

    public static async ValueTask<EarlierState> AfterAsync(RoomView view, long sequence, IRoomHistory history, CancellationToken cancel)
    {
        if (sequence >= view.HeadSequence)
        {
            return new(view.State, []);
        }

        if (sequence <= 0)
        {
            return new(RoomState.Empty, []);
        }

        if (view.Tail[0].Sequence > sequence + 1)
        {
            return new(await history.StateAtAsync(view.Id, sequence, cancel), []);
        }

        var changed = new Dictionary<(string, string), TimelineEvent?>();
        foreach (var later in view.Tail)
        {
            if (later.Sequence > sequence && later.Event.StateKey is { } key)
            {
                changed[(later.Event.Type, key)] = null;
            }
        }

        if (changed.Count > FewPlaces)
        {
            return new(await history.StateAtAsync(view.Id, sequence, cancel), []);
        }

        foreach (var (type, key) in changed.Keys.ToArray())
        {
            changed[(type, key)] = await history.StateAtAsync(view.Id, type, key, sequence, cancel);
        }

        return new(view.State, changed);
    }

    public TimelineEvent? At(string type, string key) =>
        replaced.TryGetValue((type, key), out var earlier) ? earlier : state.At(type, key);

    /// <summary>Every piece of state.</summary>
    public IEnumerable<TimelineEvent> All => Filter(state.All, _ => true);

    /// <summary>Every piece of state that is not a membership.</summary>
    public IEnumerable<TimelineEvent> WithoutMembers => Filter(state.AllBut(EventType.Member), type => type != EventType.Member);

    private IEnumerable<TimelineEvent> Filter(IEnumerable<TimelineEvent> now, Func<string, bool> wanted) => replaced.Count == 0
        ? now
        : now.Where(placed => !replaced.ContainsKey((placed.Event.Type, placed.Event.StateKey!)))
            .Concat(replaced.Where(place => place.Value is not null && wanted(place.Key.Type)).Select(place => place.Value!));
}

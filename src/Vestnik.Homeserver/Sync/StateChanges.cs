using Vestnik.Homeserver.Rooms;

namespace Vestnik.Homeserver.Sync;

/// <summary>The state events of a room between two places: from memory where they are recent.</summary>
internal static class StateChanges
{
    /// <summary>With a sequence after one and up to another, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<TimelineEvent>> BetweenAsync(
        RoomView view, long after, long upTo, IRoomHistory history, CancellationToken cancel)
    {
        if (after >= upTo)
        {
            return [];
        }

        return view.TailBetween(after, upTo) is { } known
            ? [.. known.Where(placed => placed.Event.IsState)]
            : await history.StateBetweenAsync(view.Id, after, upTo, cancel);
    }
}

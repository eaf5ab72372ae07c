using System.Collections.Frozen;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>When somebody last did in a room what people want to see: what clients sort their rooms by.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186 (bump_stamp)</remarks>
internal sealed class BumpStamps(IRoomHistory history)
{
    private const int LooksBack = 200;

    private static readonly FrozenSet<string> Bumping = new[]
    {
        EventType.Create, EventType.Message, EventType.Encrypted, "m.sticker", "m.call.invite",
        "m.poll.start", "org.matrix.msc3381.poll.start", "m.beacon_info", "org.matrix.msc3672.beacon_info",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <param name="view">The room.</param>
    /// <param name="known">The stamp that was found earlier; null when none was.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async ValueTask<long> OfAsync(RoomView view, long? known, CancellationToken cancel)
    {
        if (Last(view.Tail.Reverse()) is { } recent)
        {
            return recent;
        }

        // A room whose last events are all of people who come and go.
        return known
            ?? Last(await history.PageAsync(view.Id, view.Tail[0].Sequence - 1, backwards: true, LooksBack, cancel))
            ?? view.State.At(EventType.Create, "")?.Event.OriginServerTimestamp
            ?? 0;
    }

    private static long? Last(IEnumerable<TimelineEvent> latestFirst) =>
        latestFirst.FirstOrDefault(placed => Bumping.Contains(placed.Event.Type))?.Event.OriginServerTimestamp;
}

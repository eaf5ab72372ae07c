using Vestnik.Protocol.Filters;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Finds events by when they were sent.</summary>
/// <remarks>
/// Events stand in the order of their arrival, which is that of their times as long as the clock did not go back: where it
/// did, the answer is an event near the time.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1roomsroomidtimestamp_to_event
/// </remarks>
public sealed class RoomClock(RoomReading reading, IRoomHistory history)
{
    /// <summary>The visible event closest to a time in milliseconds since 1970: not after it, or not before it.</summary>
    public async ValueTask<TimelineEvent?> FindAsync(RoomAccess access, long time, bool backwards, CancellationToken cancel)
    {
        // The last event of those that are not after the time, or that are before it.
        var (before, behind) = (0L, access.LastSequence + 1);
        while (behind - before > 1)
        {
            var middle = before + ((behind - before) / 2);
            var page = await history.PageAsync(access.View.Id, middle, backwards: true, limit: 1, cancel);
            var sent = page[0].Event.OriginServerTimestamp;
            if (backwards ? sent <= time : sent < time)
            {
                before = middle;
            }
            else
            {
                behind = middle;
            }
        }

        var found = await reading.PageAsync(access, before, backwards, limit: 1, EventFilter.All, cancel);
        return found.Events.Count == 0 ? null : found.Events[0];
    }
}

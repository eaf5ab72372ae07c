using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Sync.Streams;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>With whom a person has begun or ended to share a room, in sight or not: their keys matter everywhere.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#e2e-extensions-to-sync</remarks>
internal sealed class Company(RoomViews views, TimelineStream timeline, IRoomHistory history)
{
    private const int NoEvents = 0;

    /// <summary>Tells <see cref="SyncWindow.Met"/> and <see cref="SyncWindow.Parted"/> of a window.</summary>
    public async ValueTask TellAsync(SlidingWindow sliding, SyncWindow window, CancellationToken cancel)
    {
        foreach (var place in window.Feed.ChangedRooms(window.Since!))
        {
            if (place.Membership is not (Membership.Join or Membership.Leave or Membership.Ban)
                || await views.FindAsync(place.Room, cancel) is not { } view)
            {
                continue;
            }

            var joined = place.Membership == Membership.Join;
            var slice = await timeline.SliceAsync(sliding.Of(place, window.After(place.Shard), NoEvents), place, view, cancel);
            if (slice.IsNew || !joined)
            {
                (joined ? window.Met : window.Parted).UnionWith(view.Joined);
                continue;
            }

            foreach (var placed in await StateChanges.BetweenAsync(view, slice.Since, slice.End, history, cancel))
            {
                if (placed.Event.Type == EventType.Member && UserId.TryParse(placed.Event.StateKey, out var member)
                    && placed.Event.Member.Membership is var now and (Membership.Join or Membership.Leave or Membership.Ban))
                {
                    (now == Membership.Join ? window.Met : window.Parted).Add(member);
                }
            }
        }
    }
}

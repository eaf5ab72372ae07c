using System.Collections.Immutable;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>Lays out the rooms of a person by activity, from what is in memory of them.</summary>
internal sealed class RoomCards(RoomViews views, RoomLabels labels)
{
    /// <summary>All rooms that a list may show, the latest first.</summary>
    public async ValueTask<List<RoomCard>> OfAsync(SlidingWindow window, CancellationToken cancel)
    {
        var feed = window.Sync.Feed;
        var direct = await labels.DirectAsync(feed, cancel);
        var tags = window.Request.Lists.Values.Any(list => list.Filter.NeedsTags) ? await labels.TagsAsync(feed, cancel) : null;
        var cards = new List<RoomCard>();
        foreach (var place in feed.AllRooms())
        {
            if (!place.Forgotten && await views.FindAsync(place.Room, cancel) is { } view && MayShow(window, place, view))
            {
                cards.Add(new RoomCard
                {
                    Place = place,
                    View = view,
                    Activity = RoomCard.ActivityIn(view, place, window.Sync.User),
                    IsDirect = direct.Contains(place.Room),
                    Tags = tags?.GetValueOrDefault(place.Room) ?? ImmutableHashSet<string>.Empty,
                });
            }
        }

        cards.Sort(RoomCard.Order);
        return cards;
    }

    // Who has left knows it; who was put out may not.
    private static bool MayShow(SlidingWindow window, RoomOfUser place, RoomView view) => place.Membership switch
    {
        Membership.Join => true,
        Membership.Invite or Membership.Knock =>
            view.State.Find(EventType.Member, window.Sync.User.ToString()) is { } own && !window.Sync.Ignored.Contains(own.Sender),
        Membership.Leave or Membership.Ban => window.Sent(place.Room) is not null || RoomCard.WasPutOut(view, place, window.Sync.User),
        _ => false,
    };
}

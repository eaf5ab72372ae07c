using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>Rooms by when something last happened in them, latest first. Asking for what happened lately costs what happened, not how many rooms there are.</summary>
internal sealed class RecentRooms
{
    private readonly Dictionary<RoomId, LinkedListNode<(RoomId Room, long Mark)>> places = [];
    private readonly LinkedList<(RoomId Room, long Mark)> order = new();

    /// <summary>When the last thing happened; 0 when nothing has.</summary>
    public long Latest => order.First?.Value.Mark ?? 0;

    /// <summary>When the last thing happened in a room; 0 when nothing has.</summary>
    public long MarkOf(RoomId room) => places.TryGetValue(room, out var place) ? place.Value.Mark : 0;

    /// <summary>Something happened in a room. Marks come in growing order, but for the first ones.</summary>
    public void Touch(RoomId room, long mark)
    {
        if (!places.TryGetValue(room, out var place))
        {
            places.Add(room, place = new((room, mark)));
        }
        else if (place.Value.Mark >= mark)
        {
            return;
        }
        else
        {
            order.Remove(place);
            place.Value = (room, mark);
        }

        var before = order.First;
        while (before is not null && before.Value.Mark > mark)
        {
            before = before.Next;
        }

        if (before is null)
        {
            order.AddLast(place);
        }
        else
        {
            order.AddBefore(before, place);
        }
    }

    public void Remove(RoomId room)
    {
        if (places.Remove(room, out var place))
        {
            order.Remove(place);
        }
    }

    /// <summary>Adds the rooms in which something happened after this mark.</summary>
    public void CollectAfter(long mark, List<RoomId> rooms)
    {
        for (var place = order.First; place is not null && place.Value.Mark > mark; place = place.Next)
        {
            rooms.Add(place.Value.Room);
        }
    }
}

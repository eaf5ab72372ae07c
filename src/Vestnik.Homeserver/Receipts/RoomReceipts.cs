using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Receipts;

/// <summary>The receipts of one room, latest first: what moved lately is found without looking at the others.</summary>
public sealed class RoomReceipts
{
    private readonly Lock gate = new();
    private readonly Dictionary<(UserId User, string Type, string? Thread), LinkedListNode<Receipt>> places = [];
    private readonly Dictionary<UserId, long> moves = [];
    private readonly LinkedList<Receipt> order = new();

    /// <summary>Receipts that moved after one position and up to another, latest first.</summary>
    public List<Receipt> Between(long after, long upTo)
    {
        lock (gate)
        {
            var found = new List<Receipt>();
            for (var place = order.First; place is not null && place.Value.Position > after; place = place.Next)
            {
                if (place.Value.Position <= upTo)
                {
                    found.Add(place.Value);
                }
            }

            return found;
        }
    }

    /// <summary>The sequence up to which somebody has read, publicly or not, in a thread or (null) without regard to threads; 0 for never.</summary>
    public long ReadUpTo(UserId user, string? thread)
    {
        lock (gate)
        {
            return Math.Max(SequenceOf(user, Receipt.Public, thread), SequenceOf(user, Receipt.Private, thread));
        }
    }

    /// <summary>Grows whenever a receipt of this person moves; 0 when they have none.</summary>
    public long MovesOf(UserId user)
    {
        lock (gate)
        {
            return moves.GetValueOrDefault(user);
        }
    }

    internal void Move(Receipt receipt)
    {
        lock (gate)
        {
            var key = (receipt.User, receipt.Type, receipt.Thread);
            if (!places.TryGetValue(key, out var place))
            {
                places.Add(key, place = new LinkedListNode<Receipt>(receipt));
            }
            else if (place.Value.Position < receipt.Position)
            {
                order.Remove(place);
                place.Value = receipt;
            }
            else
            {
                return;
            }

            moves[receipt.User] = moves.GetValueOrDefault(receipt.User) + 1;
            Insert(place);
        }
    }

    // Nearly always at the front; rows that are loaded while facts arrive go behind those.
    private void Insert(LinkedListNode<Receipt> place)
    {
        var before = order.First;
        while (before is not null && before.Value.Position > place.Value.Position)
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

    private long SequenceOf(UserId user, string type, string? thread) =>
        places.TryGetValue((user, type, thread), out var place) ? place.Value.Sequence : 0;
}

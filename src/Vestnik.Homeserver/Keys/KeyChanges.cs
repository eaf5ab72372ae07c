using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>For a client that has missed something: whose keys to fetch anew and whose to forget, between two moments.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3keyschanges</remarks>
public sealed class KeyChanges(DeviceListChanges changes, IMemberships memberships, RoomViews views)
{
    /// <param name="asking">Who asks.</param>
    /// <param name="from">The position of each shard up to which the client knows.</param>
    /// <param name="to">The position of each shard up to which it wants to know; what came later may be named too.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async ValueTask<(IReadOnlySet<UserId> Changed, IReadOnlySet<UserId> Left)> BetweenAsync(
        UserId asking, IReadOnlyList<long> from, IReadOnlyList<long> to, CancellationToken cancel)
    {
        var moves = new Moves(asking, from);
        foreach (var room in await memberships.OfAsync(asking, cancel))
        {
            if ((room.Membership == Membership.Join || moves.IsLater(room.Shard, room.Position))
                && await views.FindAsync(room.Room, cancel) is { } view)
            {
                moves.Add(room, view);
            }
        }

        var changed = new HashSet<UserId>(await changes.BetweenAsync(asking, from, to, cancel));
        changed.IntersectWith([.. moves.Neighbours, asking]);
        changed.UnionWith(moves.Met);
        return (changed, moves.Parted.Except(moves.Neighbours).ToHashSet());
    }

    /// <summary>Who came near to somebody and who went, since a moment.</summary>
    private sealed class Moves(UserId asking, IReadOnlyList<long> since)
    {
        /// <summary>With whom a room is shared now.</summary>
        public HashSet<UserId> Neighbours { get; } = [];

        public HashSet<UserId> Met { get; } = [];

        public HashSet<UserId> Parted { get; } = [];

        public bool IsLater(int shard, long position) => position > (shard < since.Count ? since[shard] : 0);

        public void Add(RoomOfUser own, RoomView room)
        {
            var others = room.Joined.Where(user => user != asking);
            if (own.Membership != Membership.Join)
            {
                Parted.UnionWith(others);
                return;
            }

            Neighbours.UnionWith(others);
            if (IsLater(own.Shard, own.Position))
            {
                Met.UnionWith(others);
            }
            else if (IsLater(room.Shard, room.HeadPosition))
            {
                AddOthers(room);
            }
        }

        private void AddOthers(RoomView room)
        {
            foreach (var (key, membership) in room.State.OfType(EventType.Member))
            {
                if (IsLater(room.Shard, membership.Position) && UserId.TryParse(key, out var user) && user != asking)
                {
                    (room.Joined.Contains(user) ? Met : Parted).Add(user);
                }
            }
        }
    }
}

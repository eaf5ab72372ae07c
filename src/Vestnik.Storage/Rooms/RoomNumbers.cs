using System.Collections.Concurrent;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Rooms;

/// <summary>What never changes about a room.</summary>
internal sealed record RoomNumber(long Nid, RoomVersion Version, int Shard);

/// <summary>Finds and remembers the numbers of rooms; only committed ones are remembered.</summary>
internal sealed class RoomNumbers
{
    private const int Capacity = 200_000;

    private const string Find = "SELECT nid, version, shard FROM rooms WHERE room_id = @room_id";

    private readonly ConcurrentDictionary<RoomId, RoomNumber> known = new();

    public RoomNumber? Of(Session sql, RoomId room)
    {
        if (known.TryGetValue(room, out var number))
        {
            return number;
        }

        var found = sql.First(
            Find,
            row => new RoomNumber(row.GetInt64(0), RoomVersion.All[row.GetString(1)], (int)row.GetInt64(2)),
            ("room_id", room.ToString()));
        if (found is not null && !sql.IsWriting)
        {
            if (known.Count >= Capacity)
            {
                known.Clear();
            }

            known[room] = found;
        }

        return found;
    }
}

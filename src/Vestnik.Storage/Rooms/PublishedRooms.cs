using Vestnik.Homeserver.AppServices;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Rooms;

/// <summary>The list of public rooms in SQL.</summary>
internal sealed class PublishedRooms(Database database, RoomNumbers numbers) : IPublishedRooms
{
    private const string Find = "SELECT room FROM published_rooms WHERE room = @room";

    private const string List = "SELECT r.room_id FROM published_rooms p JOIN rooms r ON r.nid = p.room ORDER BY p.room";

    private const string OfNetwork = """
        SELECT r.room_id FROM network_rooms n JOIN rooms r ON r.nid = n.room WHERE n.service = @service AND n.network = @network ORDER BY n.room
        """;

    private const string OfAll = """
        SELECT r.room_id FROM rooms r WHERE r.nid IN (SELECT room FROM published_rooms UNION SELECT room FROM network_rooms) ORDER BY r.nid
        """;

    private const string InsertInNetwork =
        "INSERT INTO network_rooms (service, network, room) VALUES (@service, @network, @room) ON CONFLICT DO NOTHING";

    private const string DeleteFromNetwork = "DELETE FROM network_rooms WHERE service = @service AND network = @network AND room = @room";

    private const string Insert = "INSERT INTO published_rooms (room) VALUES (@room) ON CONFLICT DO NOTHING";

    private const string Delete = "DELETE FROM published_rooms WHERE room = @room";

    public ValueTask<bool> HasAsync(RoomId room, CancellationToken cancel) => database.ReadAsync(
        sql => numbers.Of(sql, room) is { } number && sql.Number(Find, ("room", number.Nid)) is not null, cancel);

    public async ValueTask<IReadOnlyList<RoomId>> AllAsync(CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(List, row => RoomId.Parse(row.GetString(0))), cancel);

    public async ValueTask<IReadOnlyList<RoomId>> InNetworkAsync(NetworkName? network, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => network is { } named
                ? sql.All(OfNetwork, row => RoomId.Parse(row.GetString(0)), ("service", named.Service), ("network", named.Network))
                : sql.All(OfAll, row => RoomId.Parse(row.GetString(0))),
            cancel);

    public Task SetAsync(NetworkName network, RoomId room, bool published) =>
        database.WriteAsync(database.ShardOf(room.ToString()), transaction =>
        {
            if (numbers.Of(transaction.Sql, room) is { } number)
            {
                transaction.Sql.Execute(
                    published ? InsertInNetwork : DeleteFromNetwork,
                    ("service", network.Service), ("network", network.Network), ("room", number.Nid));
            }
        });

    public Task SetAsync(RoomId room, bool published) => database.WriteAsync(database.ShardOf(room.ToString()), transaction =>
    {
        if (numbers.Of(transaction.Sql, room) is not { } number)
        {
            return;
        }

        if (published)
        {
            Add(transaction.Sql, number.Nid);
        }
        else
        {
            transaction.Sql.Execute(Delete, ("room", number.Nid));
        }
    });

    /// <summary>Publishes a room within a transaction of its shard.</summary>
    internal static void Add(Session sql, long room) => sql.Execute(Insert, ("room", room));
}

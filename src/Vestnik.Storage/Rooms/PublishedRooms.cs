using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Rooms;

/// <summary>The list of public rooms in SQL.</summary>
internal sealed class PublishedRooms(Database database, RoomNumbers numbers) : IPublishedRooms
{
    private const string Find = "SELECT room FROM published_rooms WHERE room = @room";

    private const string List = "SELECT r.room_id FROM published_rooms p JOIN rooms r ON r.nid = p.room ORDER BY p.room";

    private const string Insert = "INSERT INTO published_rooms (room) VALUES (@room) ON CONFLICT DO NOTHING";

    private const string Delete = "DELETE FROM published_rooms WHERE room = @room";

    public ValueTask<bool> HasAsync(RoomId room, CancellationToken cancel) => database.ReadAsync(
        sql => numbers.Of(sql, room) is { } number && sql.Number(Find, ("room", number.Nid)) is not null, cancel);

    public async ValueTask<IReadOnlyList<RoomId>> AllAsync(CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(List, row => RoomId.Parse(row.GetString(0))), cancel);

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

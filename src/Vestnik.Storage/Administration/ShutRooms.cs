using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Rooms;
using Vestnik.Storage.Timers;

namespace Vestnik.Storage.Administration;

/// <summary>Closed rooms in SQL.</summary>
internal sealed class ShutRooms(Database database, RoomNumbers numbers) : IShutRooms
{
    private const string Find = "SELECT shut_at, is_purged FROM shut_rooms WHERE room_id = @room_id";

    private const string Shut = """
        INSERT INTO shut_rooms (room_id, shut_at, is_purged) VALUES (@room_id, @shut_at, @is_purged)
        ON CONFLICT (room_id) DO UPDATE SET is_purged = CASE WHEN shut_rooms.is_purged = 1 THEN 1 ELSE excluded.is_purged END
        """;

    private const string Open = "DELETE FROM shut_rooms WHERE room_id = @room_id AND is_purged = 0";

    private const string RemoveAliases = "DELETE FROM aliases WHERE room = @room RETURNING alias";

    private const string Unpublish = "DELETE FROM published_rooms WHERE room = @room";

    private const string UnpublishElsewhere = "DELETE FROM network_rooms WHERE room = @room";

    public ValueTask<ShutRoom?> FindAsync(RoomId room, CancellationToken cancel) => database.ReadAsync(
        sql => sql.First(Find, row => new ShutRoom(row.GetInt64(0), row.GetInt64(1) != 0), ("room_id", room.ToString())), cancel);

    public Task<IReadOnlyList<RoomAlias>> ShutAsync(RoomId room, ShutRoom how, Errand errand) =>
        database.WriteAsync<IReadOnlyList<RoomAlias>>(database.ShardOf(room.ToString()), transaction =>
        {
            var sql = transaction.Sql;
            sql.Execute(Shut, ("room_id", room.ToString()), ("shut_at", how.At), ("is_purged", how.IsPurged ? 1L : 0L));
            TimerRows.Set(transaction, errand);
            if (numbers.Of(sql, room) is not { } number)
            {
                return [];
            }

            sql.Execute(Unpublish, ("room", number.Nid));
            sql.Execute(UnpublishElsewhere, ("room", number.Nid));
            return sql.All(RemoveAliases, row => RoomAlias.Parse(row.GetString(0)), ("room", number.Nid));
        });

    public Task BlockAsync(RoomId room, bool isBlocked, long at) =>
        database.WriteAsync(database.ShardOf(room.ToString()), transaction => isBlocked
            ? transaction.Sql.Execute(Shut, ("room_id", room.ToString()), ("shut_at", at), ("is_purged", 0L))
            : transaction.Sql.Execute(Open, ("room_id", room.ToString())));
}

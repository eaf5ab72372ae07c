using Vestnik.Homeserver.Notices;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Notices;

/// <summary>Rooms of notices in SQL. A room that the person can no longer be reached in is replaced.</summary>
public sealed class NoticeRooms(Database database) : INoticeRooms
{
    private const string Find = "SELECT room_id FROM notice_rooms WHERE user_id = @user_id";

    private const string Keep = """
        INSERT INTO notice_rooms (user_id, room_id) VALUES (@user_id, @room_id) ON CONFLICT (user_id) DO UPDATE SET room_id = excluded.room_id
        """;

    public ValueTask<RoomId?> FindAsync(UserId user, CancellationToken cancel) => database.ReadAsync(
        sql => sql.First(Find, row => (RoomId?)RoomId.Parse(row.GetString(0)), ("user_id", user.ToString())), cancel);

    public Task KeepAsync(UserId user, RoomId room) => database.WriteAsync(
        database.ShardOf(user.ToString()),
        transaction => transaction.Sql.Execute(Keep, ("user_id", user.ToString()), ("room_id", room.ToString())));
}

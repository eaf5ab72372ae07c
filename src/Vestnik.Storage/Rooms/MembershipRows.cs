using System.Data.Common;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Rooms;

/// <summary>The memberships of people, kept by <see cref="RoomAppendWriter"/>.</summary>
internal sealed class MembershipRows(Database database, RoomNumbers numbers) : IMemberships
{
    private const string OfPerson = """
        SELECT r.room_id, r.shard, m.membership, m.seq, m.position, r.head_position, m.forgotten
        FROM memberships m JOIN rooms r ON r.nid = m.room
        WHERE m.person = @person
        """;

    private const string Forget = """
        UPDATE memberships SET forgotten = 1
        WHERE person = @person AND room = @room AND membership IN (@leave, @ban)
        """;

    public async ValueTask<IReadOnlyList<RoomOfUser>> OfAsync(UserId user, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => database.Names.FindUser(sql, user) is { } person ? sql.All(OfPerson, Read, ("person", person)) : [],
            cancel);

    public Task<bool> ForgetAsync(UserId user, RoomId room) =>
        database.WriteAsync(database.ShardOf(room.ToString()), transaction =>
        {
            var sql = transaction.Sql;
            return database.Names.FindUser(sql, user) is { } person
                && numbers.Of(sql, room) is { } number
                && sql.Execute(
                    Forget,
                    ("person", person),
                    ("room", number.Nid),
                    ("leave", (long)Membership.Leave),
                    ("ban", (long)Membership.Ban)) == 1;
        });

    private static RoomOfUser Read(DbDataReader row) => new()
    {
        Room = RoomId.Parse(row.GetString(0)),
        Shard = (int)row.GetInt64(1),
        Membership = (Membership)row.GetInt64(2),
        Sequence = row.GetInt64(3),
        Position = row.GetInt64(4),
        HeadPosition = row.GetInt64(5),
        Forgotten = row.GetInt64(6) != 0,
    };
}

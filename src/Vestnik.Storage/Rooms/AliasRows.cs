using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Rooms;

/// <summary>Aliases in SQL.</summary>
internal sealed class AliasRows(Database database, RoomNumbers numbers) : IAliases
{
    private const string Find = """
        SELECT r.room_id, u.user_id FROM aliases a JOIN rooms r ON r.nid = a.room JOIN users u ON u.nid = a.creator
        WHERE a.alias = @alias
        """;

    private const string OfRoom = """
        SELECT a.alias FROM aliases a JOIN rooms r ON r.nid = a.room WHERE r.room_id = @room_id ORDER BY a.alias
        """;

    private const string Add = "INSERT INTO aliases (alias, room, creator) VALUES (@alias, @room, @creator) ON CONFLICT DO NOTHING";

    private const string Move = "UPDATE aliases SET room = @to WHERE room = @from";

    private const string Remove = "DELETE FROM aliases WHERE alias = @alias";

    public ValueTask<AliasRow?> FindAsync(RoomAlias alias, CancellationToken cancel) => database.ReadAsync(
        sql => sql.First(Find, row => new AliasRow(RoomId.Parse(row.GetString(0)), UserId.Parse(row.GetString(1))), ("alias", alias.ToString())),
        cancel);

    public async ValueTask<IReadOnlyList<RoomAlias>> OfRoomAsync(RoomId room, CancellationToken cancel) => await database.ReadAsync(
        sql => sql.All(OfRoom, row => RoomAlias.Parse(row.GetString(0)), ("room_id", room.ToString())), cancel);

    public Task<bool> AddAsync(RoomAlias alias, RoomId room, UserId creator) =>
        database.WriteAsync(database.ShardOf(room.ToString()), transaction =>
            numbers.Of(transaction.Sql, room) is { } number
            && transaction.Sql.Execute(
                Add, ("alias", alias.ToString()), ("room", number.Nid), ("creator", database.Names.User(transaction, creator))) == 1);

    public Task MoveAsync(RoomId from, RoomId to) => database.WriteAsync(database.ShardOf(from.ToString()), transaction =>
    {
        if (numbers.Of(transaction.Sql, from) is { } left && numbers.Of(transaction.Sql, to) is { } entered)
        {
            transaction.Sql.Execute(Move, ("to", entered.Nid), ("from", left.Nid));
        }
    });

    public Task<bool> RemoveAsync(RoomAlias alias, RoomId room) =>
        database.WriteAsync(
            database.ShardOf(room.ToString()), transaction => transaction.Sql.Execute(Remove, ("alias", alias.ToString())) == 1);
}

using System.Data.Common;
using Vestnik.Homeserver.Receipts;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Receipts;

/// <summary>Receipts in SQL.</summary>
public sealed class ReceiptStore(Database database) : IReceiptStore
{
    private const string FindRoom = "SELECT nid FROM rooms WHERE room_id = @room_id";

    private const string Find =
        "SELECT seq FROM receipts WHERE room = @room AND person = @person AND kind = @kind AND thread = @thread";

    private const string Put = """
        INSERT INTO receipts (room, person, kind, thread, event, seq, read_at, position)
        VALUES (@room, @person, @kind, @thread, @event, @seq, @read_at, @position)
        ON CONFLICT (room, person, kind, thread) DO UPDATE
        SET event = excluded.event, seq = excluded.seq, read_at = excluded.read_at, position = excluded.position
        """;

    private const string OfRoom = """
        SELECT users.user_id, receipts.kind, strings.text, receipts.event, receipts.seq, receipts.read_at, receipts.position
        FROM receipts
        JOIN users ON users.nid = receipts.person
        LEFT JOIN strings ON strings.nid = receipts.thread
        WHERE receipts.room = (SELECT nid FROM rooms WHERE room_id = @room_id)
        ORDER BY receipts.position
        """;

    // Membership 2 is join.
    private const string Latest = """
        SELECT rooms.room_id, rooms.shard, (SELECT MAX(position) FROM receipts WHERE receipts.room = rooms.nid)
        FROM memberships
        JOIN rooms ON rooms.nid = memberships.room
        WHERE memberships.person = @person AND memberships.membership = 2
        """;

    public Task<bool> MoveAsync(RoomId room, Receipt receipt) =>
        database.WriteAsync(database.ShardOf(room.ToString()), transaction => Move(transaction, room, receipt));

    public async ValueTask<IReadOnlyList<Receipt>> OfRoomAsync(RoomId room, CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(OfRoom, Read, ("room_id", room.ToString())), cancel);

    public async ValueTask<IReadOnlyList<(RoomId Room, int Shard, long Position)>> LatestAsync(UserId user, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => database.Names.FindUser(sql, user) is { } person
                ? sql.All(Latest, ReadLatest, ("person", person)).FindAll(latest => latest.Position > 0)
                : [],
            cancel);

    private bool Move(WriteTransaction transaction, RoomId room, Receipt receipt)
    {
        if (transaction.Sql.Number(FindRoom, ("room_id", room.ToString())) is not { } number)
        {
            return false;
        }

        var person = database.Names.User(transaction, receipt.User);
        var thread = receipt.Thread is { } text ? database.Names.String(transaction, text) : 0;
        var kind = receipt.Type == Receipt.Private ? 1L : 0L;
        if (transaction.Sql.Number(Find, ("room", number), ("person", person), ("kind", kind), ("thread", thread)) >= receipt.Sequence)
        {
            return false;
        }

        var position = transaction.Announce(
            new ReceiptMoved(room, receipt.User, receipt.Type, receipt.Thread, receipt.Event, receipt.Sequence, receipt.ReadAt));
        transaction.Sql.Execute(
            Put,
            ("room", number), ("person", person), ("kind", kind), ("thread", thread),
            ("event", receipt.Event.ToString()), ("seq", receipt.Sequence), ("read_at", receipt.ReadAt), ("position", position));
        return true;
    }

    private static Receipt Read(DbDataReader row) => new()
    {
        User = UserId.Parse(row.GetString(0)),
        Type = row.GetInt64(1) == 1 ? Receipt.Private : Receipt.Public,
        Thread = row.IsDBNull(2) ? null : row.GetString(2),
        Event = EventId.Parse(row.GetString(3)),
        Sequence = row.GetInt64(4),
        ReadAt = row.GetInt64(5),
        Position = row.GetInt64(6),
    };

    private static (RoomId Room, int Shard, long Position) ReadLatest(DbDataReader row) =>
        (RoomId.Parse(row.GetString(0)), (int)row.GetInt64(1), row.IsDBNull(2) ? 0 : row.GetInt64(2));
}

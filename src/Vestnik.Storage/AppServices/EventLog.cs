using Vestnik.Homeserver.AppServices;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Rooms;

namespace Vestnik.Storage.AppServices;

/// <summary>Reads the log of a shard by its key.</summary>
internal sealed class EventLog(Database database, RoomNumbers numbers) : IEventLog
{
    private const string After = $"""
        SELECT {EventRow.Columns}, r.room_id FROM events e JOIN rooms r ON r.nid = e.room
        WHERE e.nid > @after AND e.nid <= @up_to ORDER BY e.nid LIMIT @limit
        """;

    private const string LastReceipts = """
        SELECT rooms.room_id, rooms.shard, MAX(receipts.position)
        FROM receipts JOIN rooms ON rooms.nid = receipts.room GROUP BY rooms.room_id, rooms.shard
        """;

    public ValueTask<IReadOnlyList<LoggedEvent>> AfterAsync(int shard, long position, long upTo, int limit, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<LoggedEvent>>(
            sql => sql.All(
                After,
                row => (Event: EventRow.Read(row), Room: RoomId.Parse(row.GetString(7))),
                ("after", EventRow.NidOf(shard, position)),
                ("up_to", EventRow.NidOf(shard, upTo)),
                ("limit", (long)limit))
                .ConvertAll(found => new LoggedEvent(found.Room, found.Event.ToEvent(sql, numbers.Of(sql, found.Room)!))),
            cancel);

    public async ValueTask<IReadOnlyList<RoomId>> ReadAfterAsync(IReadOnlyList<long> positions, CancellationToken cancel)
    {
        var last = await database.ReadAsync(
            sql => sql.All(LastReceipts, row => (Room: RoomId.Parse(row.GetString(0)), Shard: (int)row.GetInt64(1), Position: row.GetInt64(2))),
            cancel);
        return [.. last.Where(moved => moved.Position > positions[moved.Shard]).Select(moved => moved.Room)];
    }
}

using System.Runtime.InteropServices;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Disappearing;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Search;
using Vestnik.Storage.Timers;

namespace Vestnik.Storage.Rooms;

/// <summary>What disappears when, in SQL.</summary>
internal sealed class DisappearingRows(Database database, RoomNumbers numbers) : IDisappearing
{
    private const string Timer = "disappearance";

    private const string Add = "INSERT INTO expiring_events (room, seq, due) VALUES (@room, @seq, @due)";

    private const string Due = $"""
        SELECT {EventRow.Columns} FROM expiring_events x JOIN events e ON e.room = x.room AND e.seq = x.seq
        WHERE x.room = @room AND x.due <= @now ORDER BY x.due LIMIT @limit
        """;

    private const string Next = "SELECT MIN(due) FROM expiring_events WHERE room = @room";

    private const string Settle = "DELETE FROM expiring_events WHERE room = @room AND seq = @seq";

    private const string Judged = "SELECT judged FROM retained_rooms WHERE room = @room";

    private const string Judge = """
        INSERT INTO retained_rooms (room, judged) VALUES (@room, @judged) ON CONFLICT (room) DO UPDATE SET judged = excluded.judged
        """;

    private const string Prune = "UPDATE events SET body = @body, redacted_by = 0 WHERE room = @room AND seq = @seq AND redacted_by IS NULL";

    /// <summary>Notes when an event that is being appended goes, and sets the room's timer not later than that.</summary>
    internal static void Note(WriteTransaction transaction, RoomId id, long room, long sequence, long due)
    {
        transaction.Sql.Execute(Add, ("room", room), ("seq", sequence), ("due", due));
        TimerRows.Advance(transaction, new Errand(Timer, id.ToString()), DateTimeOffset.FromUnixTimeMilliseconds(due));
    }

    public ValueTask<IReadOnlyList<TimelineEvent>> DueAsync(RoomId room, long now, int limit, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<TimelineEvent>>(
            sql => numbers.Of(sql, room) is { } number
                ? sql.All(Due, EventRow.Read, ("room", number.Nid), ("now", now), ("limit", (long)limit)).ConvertAll(row => row.ToEvent(sql, number))
                : [],
            cancel);

    public ValueTask<long?> NextAsync(RoomId room, CancellationToken cancel) =>
        database.ReadAsync(sql => numbers.Of(sql, room) is { } number ? sql.Number(Next, ("room", number.Nid)) : null, cancel);

    public Task SettleAsync(RoomId room, IReadOnlyList<TimelineEvent> gone) => WriteAsync(room, (transaction, number) =>
    {
        foreach (var placed in gone)
        {
            transaction.Sql.Execute(Settle, ("room", number.Nid), ("seq", placed.Sequence));
        }
    });

    public ValueTask<long> JudgedAsync(RoomId room, CancellationToken cancel) =>
        database.ReadAsync(sql => numbers.Of(sql, room) is { } number ? sql.Number(Judged, ("room", number.Nid)) ?? 0 : 0, cancel);

    public Task JudgeAsync(RoomId room, long sequence) => WriteAsync(
        room, (transaction, number) => transaction.Sql.Execute(Judge, ("room", number.Nid), ("judged", sequence)));

    public Task PruneAsync(RoomId room, IReadOnlyList<TimelineEvent> left) => WriteAsync(room, (transaction, number) =>
    {
        transaction.LockShard();
        foreach (var placed in left)
        {
            OldPages.Blank(transaction.Sql, number.Nid, placed.Sequence);
            RelationRows.Break(transaction.Sql, number.Nid, placed.Sequence);
            SearchRows.Forget(transaction.Sql, number.Nid, placed.Sequence);
            transaction.Sql.Execute(
                Prune, ("body", Bytes(placed.Event.Json)), ("room", number.Nid), ("seq", placed.Sequence));
            transaction.Sql.Execute(Settle, ("room", number.Nid), ("seq", placed.Sequence));
        }

        transaction.Announce(new EventsPruned(room));
    });

    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();

    private Task WriteAsync(RoomId room, Action<WriteTransaction, RoomNumber> work) =>
        database.WriteAsync(database.ShardOf(room.ToString()), transaction =>
        {
            if (numbers.Of(transaction.Sql, room) is { } number)
            {
                work(transaction, number);
            }
        });
}

using System.Collections.Immutable;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Rooms;

/// <summary>Rooms in SQL: the load of a whole room, and appends with all that follows from them.</summary>
internal sealed class RoomStore(Database database, RoomNumbers numbers, TimeProvider clock) : IRoomStore
{
    private const int RememberedTransactions = 256;

    private const string Head = "SELECT head_seq, head_position FROM rooms WHERE nid = @room";

    // The last row of each place up to a point; the key of room_state has the rows in this order.
    internal const string StateAt = $"""
        SELECT {EventRow.Columns}
        FROM (SELECT type, key, MAX(seq) AS seq FROM room_state WHERE room = @room AND seq <= @seq GROUP BY type, key) s
        JOIN events e ON e.room = @room AND e.seq = s.seq
        """;

    private const string Tail = $"SELECT {EventRow.Columns} FROM events e WHERE e.room = @room AND e.seq > @after AND e.seq <= @seq ORDER BY e.seq";

    private const string RecentTransactions = $"""
        SELECT {EventRow.Columns} FROM events e
        WHERE e.room = @room AND e.seq > @after AND e.txn IS NOT NULL ORDER BY e.seq
        """;

    private const string OldTransactions = "SELECT room, session, txn FROM transactions WHERE sent_at < @before LIMIT @limit";

    private const string ForgetTransaction = "DELETE FROM transactions WHERE room = @room AND session = @session AND txn = @txn";

    public ValueTask<RoomView?> LoadAsync(RoomId room, CancellationToken cancel) => database.ReadAsync(
        sql => numbers.Of(sql, room) is { } number ? Load(sql, room, number) : null, cancel);

    public async ValueTask<IReadOnlyList<KnownTransaction>> RecentTransactionsAsync(RoomId room, CancellationToken cancel) =>
        await database.ReadAsync(
            sql =>
            {
                if (numbers.Of(sql, room) is not { } number)
                {
                    return [];
                }

                var head = sql.Number(Head, ("room", number.Nid)) ?? 0;
                return sql.All(
                    RecentTransactions,
                    row => Transaction(EventRow.Read(row), number),
                    ("room", number.Nid),
                    ("after", head - RememberedTransactions));
            },
            cancel);

    public Task<AppendResult> AppendAsync(RoomAppend append)
    {
        var writer = new RoomAppendWriter(database.Names, numbers, append, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return database.WriteAsync(database.ShardOf(append.Room.ToString()), writer.Write);
    }

    public Task<int> ForgetTransactionsAsync(long before, int limit) => database.WriteAsync(shard: 0, transaction =>
    {
        var old = transaction.Sql.All(
            OldTransactions,
            row => (Room: row.GetInt64(0), Session: row.GetInt64(1), Transaction: row.GetInt64(2)),
            ("before", before),
            ("limit", (long)limit));
        foreach (var one in old)
        {
            transaction.Sql.Execute(ForgetTransaction, ("room", one.Room), ("session", one.Session), ("txn", one.Transaction));
        }

        return old.Count;
    });

    private static KnownTransaction Transaction(EventRow row, RoomNumber room)
    {
        var pdu = EventRow.Parse(row.Body, room.Version);
        return new(row.Session!.Value, pdu.Type, row.Transaction!, pdu.Id);
    }

    private static RoomView Load(Session sql, RoomId id, RoomNumber room)
    {
        var (sequence, position) = sql.First(Head, row => (row.GetInt64(0), row.GetInt64(1)), ("room", room.Nid));
        var tail = sql
            .All(Tail, EventRow.Read, ("room", room.Nid), ("after", sequence - RoomView.TailLength), ("seq", sequence))
            .ConvertAll(row => row.ToEvent(sql, room));
        var first = tail[0].Sequence;
        var state = RoomState.Of(sql
            .All(StateAt, EventRow.Read, ("room", room.Nid), ("seq", sequence))
            .ConvertAll(row => row.Sequence >= first ? tail[(int)(row.Sequence - first)] : row.ToEvent(sql, room)));
        return new RoomView
        {
            Id = id,
            Shard = room.Shard,
            Version = room.Version,
            HeadSequence = sequence,
            HeadPosition = position,
            State = state,
            Joined = Members(state, Membership.Join),
            Invited = Members(state, Membership.Invite),
            Tail = [.. tail],
        };
    }

    private static ImmutableHashSet<UserId> Members(RoomState state, Membership membership) =>
    [
        .. state.OfType(EventType.Member)
            .Where(member => member.Value.Event.Member.Membership == membership)
            .Select(member => UserId.Parse(member.Key)),
    ];
}

using System.Runtime.InteropServices;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Search;
using Vestnik.Storage.Timers;

namespace Vestnik.Storage.Rooms;

/// <summary>
/// One append: the events, their state rows, memberships, transactions, redactions, and the room's head, in one piece of
/// work under the lock of the shard.
/// </summary>
internal sealed class RoomAppendWriter(Names names, RoomNumbers numbers, RoomAppend append, long now)
{
    private const string Found = """
        INSERT INTO rooms (room_id, version, shard, head_seq, head_position, extremities)
        VALUES (@room_id, @version, @shard, 0, 0, '')
        """;

    private const string MoveHead = """
        UPDATE rooms SET head_seq = @seq, head_position = @position, extremities = @extremities
        WHERE nid = @room AND head_seq = @expected_seq AND extremities = @expected_extremities
        """;

    private const string AddEvent = """
        INSERT INTO events (nid, room, seq, id_hash, replaces, redacted_by, session, txn, body)
        VALUES (@nid, @room, @seq, @id_hash, @replaces, NULL, @session, @txn, @body)
        """;

    private const string Replaced = """
        SELECT seq FROM room_state WHERE room = @room AND type = @type AND key = @key ORDER BY seq DESC LIMIT 1
        """;

    private const string AddState = "INSERT INTO room_state (room, type, key, seq) VALUES (@room, @type, @key, @seq)";

    private const string SetMembership = """
        INSERT INTO memberships (person, room, membership, seq, position, forgotten)
        VALUES (@person, @room, @membership, @seq, @position, 0)
        ON CONFLICT (person, room) DO UPDATE
        SET membership = excluded.membership, seq = excluded.seq, position = excluded.position, forgotten = 0
        """;

    private const string FindTransaction = "SELECT seq FROM transactions WHERE room = @room AND session = @session AND txn = @txn";

    private const string AddTransaction = """
        INSERT INTO transactions (room, session, txn, seq, sent_at) VALUES (@room, @session, @txn, @seq, @sent_at)
        ON CONFLICT DO NOTHING
        """;

    private const string TakeBackTransaction =
        "DELETE FROM transactions WHERE room = @room AND session = @session AND txn = @txn AND seq = @seq";

    private const string Redact = "UPDATE events SET body = @body, redacted_by = @by WHERE room = @room AND seq = @seq";

    private const string AddAlias = """
        INSERT INTO aliases (alias, room, creator) VALUES (@alias, @room, @creator) ON CONFLICT DO NOTHING
        """;

    private const string FindAlias = "SELECT room FROM aliases WHERE alias = @alias";

    /// <summary>
    /// First whatever may speak against the append: the transactions, the alias, and the head, which moves only from where
    /// the append expects it. Then the events. What is refused leaves no trace and no hole in the positions.
    /// </summary>
    public AppendResult Write(WriteTransaction transaction)
    {
        transaction.LockShard();
        var sql = transaction.Sql;
        if (append.ExpectedSequence == 0 && Obstacle(sql) is { } obstacle)
        {
            return obstacle;
        }

        var room = append.ExpectedSequence == 0 ? FoundRoom(transaction) : numbers.Of(sql, append.Room)?.Nid ?? 0;
        for (var i = 0; i < append.Events.Count; i++)
        {
            if (!TryAddTransaction(sql, room, append.Events[i].Event))
            {
                TakeBack(sql, room, i);
                return new(AppendOutcome.Repeated, KnownEvent(sql, room, append.Events[i].Event));
            }
        }

        if (!TryMoveHead(transaction, room))
        {
            TakeBack(sql, room, append.Events.Count);
            return new(AppendOutcome.Fenced);
        }

        foreach (var proposed in append.Events)
        {
            AddOne(transaction, room, proposed);
        }

        if (append.Errand is { } errand)
        {
            TimerRows.Set(transaction, errand);
        }

        return new(AppendOutcome.Appended);
    }

    private AppendResult? Obstacle(Session sql)
    {
        if (numbers.Of(sql, append.Room) is not null)
        {
            return new(AppendOutcome.Fenced);
        }

        return append.Alias is { } alias && sql.Number(FindAlias, ("alias", alias.ToString())) is not null
            ? new(AppendOutcome.AliasTaken)
            : null;
    }

    private bool TryMoveHead(WriteTransaction transaction, long room)
    {
        var last = append.Events[^1].Event;
        return transaction.Sql.Execute(
            MoveHead,
            ("seq", last.Sequence),
            ("position", transaction.Head + append.Events.Count),
            ("extremities", last.Event.Id.ToString()),
            ("room", room),
            ("expected_seq", append.ExpectedSequence),
            ("expected_extremities", append.ExpectedHead?.ToString() ?? "")) == 1;
    }

    private bool TryAddTransaction(Session sql, long room, TimelineEvent placed) =>
        placed is not { SessionId: { } session, TransactionId: not null }
        || sql.Execute(
            AddTransaction, ("room", room), ("session", session), ("txn", HashOf(placed)), ("seq", placed.Sequence), ("sent_at", now)) == 1;

    private void TakeBack(Session sql, long room, int count)
    {
        foreach (var proposed in append.Events.Take(count))
        {
            if (proposed.Event is { SessionId: { } session, TransactionId: not null } placed)
            {
                sql.Execute(
                    TakeBackTransaction, ("room", room), ("session", session), ("txn", HashOf(placed)), ("seq", placed.Sequence));
            }
        }
    }

    private EventId KnownEvent(Session sql, long room, TimelineEvent placed)
    {
        var sequence = sql.Number(
            FindTransaction, ("room", room), ("session", placed.SessionId), ("txn", HashOf(placed)))
            ?? throw new InvalidOperationException("A transaction is refused as repeated and is not there.");
        var row = EventRow.At(sql, new RoomNumber(room, append.Version, 0), sequence)
            ?? throw new InvalidOperationException("A transaction has no event.");
        return EventRow.Parse(row.Body, append.Version).Id;
    }

    private long FoundRoom(WriteTransaction transaction)
    {
        var sql = transaction.Sql;
        sql.Execute(Found, ("room_id", append.Room.ToString()), ("version", append.Version.Id), ("shard", (long)transaction.Shard));
        var room = numbers.Of(sql, append.Room)!.Nid;
        if (append.Alias is { } alias)
        {
            var creator = names.User(transaction, append.Events[0].Event.Event.Sender);
            sql.Execute(AddAlias, ("alias", alias.ToString()), ("room", room), ("creator", creator));
        }

        if (append.IsPublished)
        {
            PublishedRooms.Add(sql, room);
        }

        return room;
    }

    private void AddOne(WriteTransaction transaction, long room, ProposedEvent proposed)
    {
        var (sql, placed) = (transaction.Sql, proposed.Event);
        var position = transaction.Announce(at => new EventAppended(
            append.Room, placed with { Position = at, Shard = transaction.Shard }, proposed.Redacted));
        var replaced = placed.Event.IsState ? AddStateRow(transaction, room, placed) : null;
        sql.Execute(
            AddEvent,
            ("nid", EventRow.NidOf(transaction.Shard, position)),
            ("room", room),
            ("seq", placed.Sequence),
            ("id_hash", StableHash.Column(placed.Event.Id.ToString())),
            ("replaces", replaced),
            ("session", placed.SessionId),
            ("txn", placed.TransactionId),
            ("body", Bytes(proposed.Signed.GetAwaiter().GetResult())));
        RelationRows.Note(transaction, names, new RoomNumber(room, append.Version, transaction.Shard), placed);
        if (proposed.Redacted is { } redacted)
        {
            RelationRows.Break(sql, room, redacted.Sequence);
            OldPages.Blank(sql, room, redacted.Sequence);
            SearchRows.Forget(sql, room, redacted.Sequence);
            sql.Execute(Redact, ("body", Bytes(redacted.Event.Json)), ("by", placed.Sequence), ("room", room), ("seq", redacted.Sequence));
        }

        if (proposed.DisappearsAt is { } due)
        {
            DisappearingRows.Note(transaction, append.Room, room, placed.Sequence, due);
        }

        if (placed.Event.Type == EventType.Member && UserId.TryParse(placed.Event.StateKey, out var person))
        {
            sql.Execute(
                SetMembership,
                ("person", names.User(transaction, person)),
                ("room", room),
                ("membership", (long)placed.Event.Member.Membership),
                ("seq", placed.Sequence),
                ("position", position));
        }
    }

    private long? AddStateRow(WriteTransaction transaction, long room, TimelineEvent placed)
    {
        var type = names.String(transaction, placed.Event.Type);
        var key = names.String(transaction, placed.Event.StateKey!);
        var replaced = transaction.Sql.Number(Replaced, ("room", room), ("type", type), ("key", key));
        transaction.Sql.Execute(AddState, ("room", room), ("type", type), ("key", key), ("seq", placed.Sequence));
        return replaced;
    }

    private static long HashOf(TimelineEvent placed) => StableHash.Column($"{placed.Event.Type}\n{placed.TransactionId}");

    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();
}

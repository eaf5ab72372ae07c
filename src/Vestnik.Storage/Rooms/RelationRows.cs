using System.Data.Common;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Rooms;

/// <summary>Relations in SQL, kept by <see cref="RoomAppendWriter"/>.</summary>
internal sealed class RelationRows(Database database, RoomNumbers numbers) : IRelations
{
    // Pages of a timeline lie together; the roots of threads may lie anywhere.
    private const int WidestRange = 1_000;

    private const string Insert = """
        INSERT INTO relations (room, target, target_sender, seq, kind, type, sender, sent_at)
        VALUES (@room, @target, @target_sender, @seq, @kind, @type, @sender, @sent_at)
        """;

    private const string Delete = "DELETE FROM relations WHERE room = @room AND seq = @seq";

    private const string FindTarget = "SELECT seq, body FROM events WHERE id_hash = @id_hash AND room = @room";

    private const string Range = """
        SELECT r.target, r.seq, k.text, u.user_id, r.sent_at
        FROM relations r JOIN strings k ON k.nid = r.kind JOIN users u ON u.nid = r.sender
        WHERE r.room = @room AND r.target >= @first AND r.target <= @last AND r.seq <= @up_to ORDER BY r.target, r.seq
        """;

    // Whoever relates is younger than its target, so the walk ends by itself; the depth keeps it short.
    private const string Related = $"""
        WITH RECURSIVE related (seq, depth) AS (
          SELECT seq, 1 FROM relations
          WHERE room = @room AND target = @target
            AND (@kind = 0 OR kind = @kind) AND (@type = 0 OR type = @type) AND (@sender = 0 OR sender = @sender)
          UNION ALL
          SELECT r.seq, d.depth + 1 FROM related d JOIN relations r ON r.room = @room AND r.target = d.seq
          WHERE d.depth < @depth
            AND (@kind = 0 OR r.kind = @kind) AND (@type = 0 OR r.type = @type) AND (@sender = 0 OR r.sender = @sender)
        )
        SELECT {EventRow.Columns} FROM related d JOIN events e ON e.room = @room AND e.seq = d.seq
        """;

    private const string Backwards = $"{Related} WHERE d.seq <= @seq ORDER BY d.seq DESC LIMIT @limit";

    private const string Forwards = $"{Related} WHERE d.seq > @seq ORDER BY d.seq LIMIT @limit";

    private const string Threads = """
        SELECT target, MAX(seq) AS latest FROM relations
        WHERE room = @room AND kind = @kind AND seq <= @up_to
        GROUP BY target HAVING MAX(seq) <= @before ORDER BY latest DESC LIMIT @limit
        """;

    private const string ThreadsOf = """
        SELECT r.target, MAX(r.seq) AS latest FROM relations r
        WHERE r.room = @room AND r.kind = @kind AND r.seq <= @up_to AND (
          r.target_sender = @person
          OR EXISTS (SELECT 1 FROM relations o WHERE o.room = r.room AND o.target = r.target AND o.kind = r.kind AND o.sender = @person))
        GROUP BY r.target HAVING MAX(r.seq) <= @before ORDER BY latest DESC LIMIT @limit
        """;

    public ValueTask<IReadOnlyList<RelatedEvent>> ToAsync(RoomId room, IReadOnlyList<long> targets, long upTo, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<RelatedEvent>>(
            sql =>
            {
                if (targets.Count == 0 || numbers.Of(sql, room) is not { } number)
                {
                    return [];
                }

                var (first, last) = (targets.Min(), targets.Max());
                if (last - first <= WidestRange)
                {
                    return Read(sql, number, first, last, upTo);
                }

                return [.. targets.SelectMany(target => Read(sql, number, target, target, upTo))];
            },
            cancel);

    public ValueTask<IReadOnlyList<TimelineEvent>> PageAsync(RoomId room, RelatedPage page, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<TimelineEvent>>(
            sql => numbers.Of(sql, room) is { } number
                && Number(sql, page.Kind) is { } kind && Number(sql, page.Type) is { } type && Number(sql, page.Sender) is { } sender
                ? sql.All(
                    page.Backwards ? Backwards : Forwards,
                    EventRow.Read,
                    ("room", number.Nid),
                    ("target", page.Target),
                    ("kind", kind),
                    ("type", type),
                    ("sender", sender),
                    ("depth", (long)page.Depth),
                    ("seq", page.From),
                    ("limit", (long)page.Limit)).ConvertAll(row => row.ToEvent(sql, number))
                : [],
            cancel);

    public ValueTask<IReadOnlyList<ThreadPlace>> ThreadsAsync(
        RoomId room, UserId? participant, (long UpTo, long Before) answered, int limit, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<ThreadPlace>>(
            sql =>
            {
                if (numbers.Of(sql, room) is not { } number || database.Names.FindString(sql, EventRelation.Thread) is not { } kind)
                {
                    return [];
                }

                if (participant is not { } user)
                {
                    return sql.All(
                        Threads,
                        ReadThread,
                        ("room", number.Nid),
                        ("kind", kind),
                        ("up_to", answered.UpTo),
                        ("before", answered.Before),
                        ("limit", (long)limit));
                }

                return database.Names.FindUser(sql, user) is { } person
                    ? sql.All(
                        ThreadsOf,
                        ReadThread,
                        ("room", number.Nid),
                        ("kind", kind),
                        ("up_to", answered.UpTo),
                        ("before", answered.Before),
                        ("person", person),
                        ("limit", (long)limit))
                    : [];
            },
            cancel);

    /// <summary>Notes the relation of an event that is being appended, where it has one to an event of its room.</summary>
    internal static void Note(WriteTransaction transaction, Names names, RoomNumber room, TimelineEvent placed)
    {
        if (EventRelation.Of(placed.Event) is not { } relation || Find(transaction.Sql, room, relation.Target) is not { } target)
        {
            return;
        }

        transaction.Sql.Execute(
            Insert,
            ("room", room.Nid),
            ("target", target.Sequence),
            ("target_sender", names.User(transaction, target.Sender)),
            ("seq", placed.Sequence),
            ("kind", names.String(transaction, relation.Kind)),
            ("type", names.String(transaction, placed.Event.Type)),
            ("sender", names.User(transaction, placed.Event.Sender)),
            ("sent_at", placed.Event.OriginServerTimestamp));
    }

    /// <summary>Breaks the relation of an event that is being redacted.</summary>
    internal static void Break(Session sql, long room, long sequence) => sql.Execute(Delete, ("room", room), ("seq", sequence));

    // The hash of an id leads to it nearly always; the body says whether it did.
    private static (long Sequence, UserId Sender)? Find(Session sql, RoomNumber room, EventId id)
    {
        foreach (var (sequence, body) in sql.All(
            FindTarget,
            row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
            ("id_hash", StableHash.Column(id.ToString())),
            ("room", room.Nid)))
        {
            if (EventRow.Parse(body, room.Version) is var pdu && pdu.Id == id)
            {
                return (sequence, pdu.Sender);
            }
        }

        return null;
    }

    private static List<RelatedEvent> Read(Session sql, RoomNumber room, long first, long last, long upTo) => sql.All(
        Range, ReadRelated, ("room", room.Nid), ("first", first), ("last", last), ("up_to", upTo));

    private static RelatedEvent ReadRelated(DbDataReader row) => new()
    {
        Target = row.GetInt64(0),
        Sequence = row.GetInt64(1),
        Kind = row.GetString(2),
        Sender = UserId.Parse(row.GetString(3)),
        SentAt = row.GetInt64(4),
    };

    private static ThreadPlace ReadThread(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1));

    // 0 stands for every text and everybody; null for what no event holds.
    private long? Number(Session sql, string? text) => text is null ? 0 : database.Names.FindString(sql, text);

    private long? Number(Session sql, UserId? user) => user is { } known ? database.Names.FindUser(sql, known) : 0;
}

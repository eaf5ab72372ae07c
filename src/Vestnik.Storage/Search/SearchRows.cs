using System.Data.Common;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Search;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Rooms;

namespace Vestnik.Storage.Search;

/// <summary>The search index in SQL that both databases run: a row for each stem of each text.</summary>
internal sealed class SearchRows(Database database, RoomNumbers numbers) : ISearchIndex
{
    private const string Position = "SELECT position FROM search_progress WHERE shard = @shard";

    private const string Begin = "INSERT INTO search_progress (shard, position) VALUES (@shard, 0) ON CONFLICT DO NOTHING";

    private const string Advance = "UPDATE search_progress SET position = @to WHERE shard = @shard AND position = @from";

    private const string Log = """
        SELECT e.nid, r.room_id, r.version, e.seq, e.body FROM events e JOIN rooms r ON r.nid = e.room
        WHERE e.nid > @after AND e.nid <= @up_to ORDER BY e.nid LIMIT @limit
        """;

    private const string IsThere = "SELECT 1 FROM events WHERE room = @room AND seq = @seq AND redacted_by IS NULL";

    private const string Edited = """
        SELECT r.target, e.body FROM relations r JOIN strings k ON k.nid = r.kind JOIN events e ON e.room = r.room AND e.seq = r.target
        WHERE r.room = @room AND r.seq = @seq AND k.text = @kind
        """;

    private const string Add = """
        INSERT INTO search_words (stem, room, source, shown, field, weight, sent_at)
        VALUES (@stem, @room, @source, @shown, @field, @weight, @sent_at) ON CONFLICT DO NOTHING
        """;

    private const string Remove = "DELETE FROM search_words WHERE room = @room AND source = @source";

    /// <summary>Forgets the words of an event that loses its content.</summary>
    internal static void Forget(Session sql, long room, long sequence) => sql.Execute(Remove, ("room", room), ("source", sequence));

    public async ValueTask<long> PositionAsync(int shard, CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.Number(Position, ("shard", (long)shard)) ?? 0, cancel);

    public ValueTask<LogPage> ReadAsync(int shard, long after, long upTo, int limit, CancellationToken cancel) => database.ReadAsync(
        sql =>
        {
            var (events, reached, count) = (new List<LoggedEvent>(), upTo, 0);
            foreach (var (nid, logged) in sql.All(
                Log,
                row => (row.GetInt64(0), ReadLogged(row)),
                ("after", EventRow.NidOf(shard, after)),
                ("up_to", EventRow.NidOf(shard, upTo)),
                ("limit", (long)limit)))
            {
                count++;
                reached = count == limit ? nid - EventRow.NidOf(shard, 0) : upTo;
                if (logged is not null)
                {
                    events.Add(logged);
                }
            }

            return new LogPage(events, reached);
        },
        cancel);

    public Task<bool> ApplyAsync(int shard, long from, long to, IReadOnlyList<IndexedText> texts) => database.WriteAsync(shard, transaction =>
    {
        transaction.LockShard();
        var sql = transaction.Sql;
        sql.Execute(Begin, ("shard", (long)shard));
        if (sql.Execute(Advance, ("to", to), ("shard", (long)shard), ("from", from)) != 1)
        {
            return false;
        }

        foreach (var text in texts)
        {
            // Under the lock of the shard: what is redacted now does not come in, and what is redacted later goes out then.
            if (numbers.Of(sql, text.Room) is { } room && sql.Number(IsThere, ("room", room.Nid), ("seq", text.Sequence)) is not null)
            {
                AddWords(sql, room, text);
            }
        }

        return true;
    });

    public async ValueTask<IReadOnlyList<FoundPlace>> FindAsync(
        UserId person, SearchQuery query, SearchPlace after, int limit, CancellationToken cancel) =>
        await database.ReadAsync(sql => SearchStatement.Find(sql, database.Names, numbers, person, query, after, limit), cancel);

    public ValueTask<long> CountAsync(UserId person, SearchQuery query, long most, CancellationToken cancel) =>
        database.ReadAsync(sql => SearchStatement.Count(sql, database.Names, numbers, person, query, most), cancel);

    private static void AddWords(Session sql, RoomNumber room, IndexedText text)
    {
        var (shown, sentAt) = (text.Sequence, text.SentAt);
        if (text.IsEdit)
        {
            var edited = sql.First(
                Edited,
                row => (row.GetInt64(0), EventRow.Parse(row.GetFieldValue<byte[]>(1), room.Version).OriginServerTimestamp),
                ("room", room.Nid),
                ("seq", text.Sequence),
                ("kind", EventRelation.Replacement));
            if (edited == default)
            {
                return;
            }

            (shown, sentAt) = edited;
        }

        foreach (var (stem, weight) in text.Weights)
        {
            sql.Execute(
                Add,
                ("stem", StableHash.Column(stem)),
                ("room", room.Nid),
                ("source", text.Sequence),
                ("shown", shown),
                ("field", (long)text.Field),
                ("weight", weight),
                ("sent_at", sentAt));
        }
    }

    // Most events are encrypted: they are not read any further.
    private static LoggedEvent? ReadLogged(DbDataReader row)
    {
        var body = row.GetFieldValue<byte[]>(4);
        return MayHoldText(body)
            ? new LoggedEvent(RoomId.Parse(row.GetString(1)), row.GetInt64(3), EventRow.Parse(body, RoomVersion.All[row.GetString(2)]))
            : null;
    }

    private static bool MayHoldText(ReadOnlySpan<byte> body) =>
        body.IndexOf("\"type\":\"m.room.message\""u8) >= 0
        || body.IndexOf("\"type\":\"m.room.name\""u8) >= 0
        || body.IndexOf("\"type\":\"m.room.topic\""u8) >= 0;
}

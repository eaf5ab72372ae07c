using System.Data.Common;
using Vestnik.Homeserver.Rooms.Reporting;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Rooms;

/// <summary>Reports in SQL.</summary>
internal sealed class ReportRows(Database database, RoomNumbers numbers) : IReports
{
    private const string Insert = """
        INSERT INTO reports (reporter, room, event, person, reason, reported_at)
        VALUES (@reporter, @room, @event, @person, @reason, @reported_at)
        """;

    private const string List = """
        SELECT p.nid, p.reported_at, u.user_id, r.room_id, p.event, o.user_id, p.reason
        FROM reports p JOIN users u ON u.nid = p.reporter LEFT JOIN rooms r ON r.nid = p.room LEFT JOIN users o ON o.nid = p.person
        WHERE p.nid > @after ORDER BY p.nid LIMIT @limit
        """;

    public Task FileAsync(Report report, long at) => database.WriteAsync(database.ShardOf(report.Reporter.ToString()), transaction =>
    {
        long? room = report.Room is { } about ? numbers.Of(transaction.Sql, about)?.Nid : null;
        long? person = report.Person is { } user ? database.Names.User(transaction, user) : null;
        transaction.Sql.Execute(
            Insert,
            ("reporter", database.Names.User(transaction, report.Reporter)),
            ("room", room),
            ("event", report.Event?.ToString()),
            ("person", person),

            // PostgreSQL holds no zero characters in texts.
            ("reason", report.Reason.Replace("\0", "", StringComparison.Ordinal)),
            ("reported_at", at));
    });

    public async ValueTask<IReadOnlyList<FiledReport>> ListAsync(long after, int limit, CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(List, Read, ("after", after), ("limit", (long)limit)), cancel);

    private static FiledReport Read(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1), new Report
    {
        Reporter = UserId.Parse(row.GetString(2)),
        Room = row.IsDBNull(3) ? null : RoomId.Parse(row.GetString(3)),
        Event = row.IsDBNull(4) ? null : EventId.Parse(row.GetString(4)),
        Person = row.IsDBNull(5) ? null : UserId.Parse(row.GetString(5)),
        Reason = row.GetString(6),
    });
}

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

    private const string Reports = """
        SELECT p.nid, p.reported_at, u.user_id, r.room_id, p.event, o.user_id, p.reason, p.resolved_at, p.resolved_by
        FROM reports p JOIN users u ON u.nid = p.reporter LEFT JOIN rooms r ON r.nid = p.room LEFT JOIN users o ON o.nid = p.person
        """;

    private const string List = $"{Reports} WHERE p.nid > @after ORDER BY p.nid LIMIT @limit";

    private const string Find = $"{Reports} WHERE p.nid = @nid";

    private const string Resolve = "UPDATE reports SET resolved_at = @at, resolved_by = @doer WHERE nid = @nid";

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

    public ValueTask<FiledReport?> FindAsync(long number, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.First(Find, Read, ("nid", number)), cancel);

    public Task<bool> ResolveAsync(long number, UserId doer, long at) =>
        database.WriteAsync(database.ShardOf(doer.ToString()), transaction =>
            transaction.Sql.Execute(Resolve, ("at", at), ("doer", doer.ToString()), ("nid", number)) == 1);

    private static FiledReport Read(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1), new Report
    {
        Reporter = UserId.Parse(row.GetString(2)),
        Room = row.IsDBNull(3) ? null : RoomId.Parse(row.GetString(3)),
        Event = row.IsDBNull(4) ? null : EventId.Parse(row.GetString(4)),
        Person = row.IsDBNull(5) ? null : UserId.Parse(row.GetString(5)),
        Reason = row.GetString(6),
    })
    {
        ResolvedAt = row.IsDBNull(7) ? null : row.GetInt64(7),
        ResolvedBy = row.IsDBNull(8) ? null : row.GetString(8),
    };
}

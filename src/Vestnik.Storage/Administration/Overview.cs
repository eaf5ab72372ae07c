using System.Text;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Profiles;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Accounts;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Rooms;

namespace Vestnik.Storage.Administration;

/// <summary>Looks over accounts and rooms in SQL. For people who look, not for every request.</summary>
internal sealed class Overview(Database database, RoomNumbers numbers) : IOverview
{
    private const string Asked = """
        FROM accounts WHERE (@with_guests = 1 OR is_guest = 0) AND (@with_deactivated = 1 OR deactivated_at IS NULL)
        AND (@everybody = 1 OR user_id LIKE @part ESCAPE '\'
          OR user_id IN (SELECT user_id FROM directory_terms WHERE term >= @first AND term < @after))
        """;

    private const string CountAccounts = $"SELECT COUNT(*) {Asked}";

    private const string PageOfAccounts = $"SELECT {AccountStore.Columns} {Asked} ORDER BY user_id LIMIT @limit OFFSET @skip";

    private const string CountRooms = "SELECT COUNT(*) FROM rooms";

    private const string PageOfRooms = "SELECT room_id FROM rooms ORDER BY nid LIMIT @limit OFFSET @skip";

    private const string Aliases = "SELECT room, alias FROM aliases";

    // The event that names each room now; rooms without a name have none.
    private const string Names = """
        SELECT r.nid, r.room_id, e.body FROM rooms r
        LEFT JOIN (SELECT room, MAX(seq) AS seq FROM room_state WHERE type = @type AND key = @key GROUP BY room) s ON s.room = r.nid
        LEFT JOIN events e ON e.room = s.room AND e.seq = s.seq
        ORDER BY r.nid
        """;

    private const string Living = "SELECT COUNT(*) FROM accounts WHERE deactivated_at IS NULL AND is_guest = @guest AND is_administrator >= @least";

    private const string Ended = "SELECT COUNT(*) FROM accounts WHERE deactivated_at IS NOT NULL";

    private const string Devices = "SELECT COUNT(*) FROM devices";

    private const string Active = "SELECT COUNT(DISTINCT user_id) FROM devices WHERE last_seen_at >= @since";

    private const string Events = "SELECT CAST(COALESCE(SUM(head_seq), 0) AS BIGINT) FROM rooms";

    private const string Media = "SELECT COUNT(*) FROM media WHERE file IS NOT NULL";

    private const string MediaBytes = "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM media";

    private const string OpenReports = "SELECT COUNT(*) FROM reports WHERE resolved_at IS NULL";

    private const long DayMilliseconds = 24L * 60 * 60 * 1000;

    public ValueTask<PageOf<Account>> AccountsAsync(AccountQuestion question, int skip, int limit, CancellationToken cancel)
    {
        var first = Encoding.UTF8.GetBytes(DirectoryTerms.OfSearch(question.Term ?? ""));
        var (guests, deactivated, everybody) = (question.WithGuests ? 1L : 0L, question.WithDeactivated ? 1L : 0L, string.IsNullOrEmpty(question.Term) ? 1L : 0L);
        var part = $"%{Escaped(question.Term ?? "")}%";

        // Nothing begins with nothing: what is no word of a name is looked for in user ids alone.
        byte[] after = first.Length == 0 ? [] : [.. first, 0xFF];
        return database.ReadAsync(
            sql => new PageOf<Account>(
                sql.All(
                    PageOfAccounts,
                    AccountStore.Read,
                    ("with_guests", guests), ("with_deactivated", deactivated), ("everybody", everybody), ("part", part),
                    ("first", first), ("after", after), ("limit", (long)limit), ("skip", (long)skip)),
                sql.Number(
                    CountAccounts,
                    ("with_guests", guests), ("with_deactivated", deactivated), ("everybody", everybody), ("part", part),
                    ("first", first), ("after", after)) ?? 0),
            cancel);
    }

    public ValueTask<PageOf<RoomId>> RoomsAsync(string? term, int skip, int limit, CancellationToken cancel) => database.ReadAsync(
        sql =>
        {
            if (string.IsNullOrEmpty(term))
            {
                return new PageOf<RoomId>(
                    sql.All(PageOfRooms, row => RoomId.Parse(row.GetString(0)), ("limit", (long)limit), ("skip", (long)skip)),
                    sql.Number(CountRooms) ?? 0);
            }

            var found = Search(sql, term);
            return new PageOf<RoomId>([.. found.Skip(skip).Take(limit)], found.Count);
        },
        cancel);

    public ValueTask<Figures> CountAsync(long now, CancellationToken cancel) => database.ReadAsync(
        sql => new Figures
        {
            Accounts = sql.Number(Living, ("guest", 0L), ("least", 0L)) ?? 0,
            Guests = sql.Number(Living, ("guest", 1L), ("least", 0L)) ?? 0,
            Deactivated = sql.Number(Ended) ?? 0,
            Administrators = sql.Number(Living, ("guest", 0L), ("least", 1L)) ?? 0,
            Devices = sql.Number(Devices) ?? 0,
            ActivePeople = (SeenWithin(sql, now, 1), SeenWithin(sql, now, 7), SeenWithin(sql, now, 30)),
            Rooms = sql.Number(CountRooms) ?? 0,
            Events = sql.Number(Events) ?? 0,
            Media = sql.Number(Media) ?? 0,
            MediaBytes = sql.Number(MediaBytes) ?? 0,
            OpenReports = sql.Number(OpenReports) ?? 0,
        },
        cancel);

    private static long SeenWithin(Session sql, long now, int days) => sql.Number(Active, ("since", now - (days * DayMilliseconds))) ?? 0;

    private List<RoomId> Search(Session sql, string term)
    {
        var named = sql.All(Aliases, row => (Room: row.GetInt64(0), Alias: row.GetString(1)))
            .Where(alias => Holds(alias.Alias, term)).Select(alias => alias.Room).ToHashSet();
        var (type, key) = (database.Names.FindString(sql, EventType.Name) ?? 0, database.Names.FindString(sql, "") ?? 0);
        return [.. sql.All(
                Names,
                row => (Nid: row.GetInt64(0), Room: RoomId.Parse(row.GetString(1)), Body: row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2)),
                ("type", type), ("key", key))
            .Where(row => named.Contains(row.Nid) || Holds(row.Room.ToString(), term) || Holds(NameIn(sql, row.Room, row.Body), term))
            .Select(row => row.Room)];
    }

    private string? NameIn(Session sql, RoomId room, byte[]? body) =>
        body is not null && numbers.Of(sql, room) is { } number ? ContentText.Find(EventRow.Parse(body, number.Version).Content, "name") : null;

    private static bool Holds(string? text, string term) => text?.Contains(term, StringComparison.OrdinalIgnoreCase) == true;

    private static string Escaped(string term) => term.ToLowerInvariant()
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)
        .Replace("\0", "", StringComparison.Ordinal);
}

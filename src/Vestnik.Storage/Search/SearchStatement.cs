using System.Data.Common;
using Vestnik.Homeserver.Search;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Rooms;

namespace Vestnik.Storage.Search;

/// <summary>
/// The statements that look for stems. There is a fixed number of parameters, because statements are kept: of stems the rest are
/// the first again, of rooms the rest are 0, which no room has.
/// </summary>
internal static class SearchStatement
{
    private const int Stems = 16;

    // More rooms than these are looked for among all of the person.
    private const int Rooms = 16;

    private const string Matching = """
        SELECT t.room, t.source, t.shown, t.sent_at, CAST(SUM(t.weight) AS BIGINT) AS score
        FROM search_words t JOIN memberships m ON m.room = t.room AND m.person = @person AND m.membership IN (1, 2, 4) AND m.forgotten = 0
        WHERE t.stem IN (@s0, @s1, @s2, @s3, @s4, @s5, @s6, @s7, @s8, @s9, @s10, @s11, @s12, @s13, @s14, @s15)
          AND (t.field & @fields) <> 0
        """;

    private const string InRooms = """
          AND t.room IN (@r0, @r1, @r2, @r3, @r4, @r5, @r6, @r7, @r8, @r9, @r10, @r11, @r12, @r13, @r14, @r15)
        """;

    private const string Grouped = " GROUP BY t.room, t.source, t.shown, t.sent_at HAVING COUNT(*) = @count";

    private const string After = """
        (x.sent_at < @at OR (x.sent_at = @at AND (x.room < @place OR (x.room = @place AND x.source < @source))))
        """;

    private const string Columns = "SELECT r.room_id, x.shown, x.source, x.score, x.sent_at, x.room FROM (";

    private const string ByTime = $") x JOIN rooms r ON r.nid = x.room WHERE {After} ORDER BY x.sent_at DESC, x.room DESC, x.source DESC LIMIT @limit";

    private const string ByRank = $"""
        ) x JOIN rooms r ON r.nid = x.room WHERE x.score < @score OR (x.score = @score AND {After})
        ORDER BY x.score DESC, x.sent_at DESC, x.room DESC, x.source DESC LIMIT @limit
        """;

    private const string FindByTime = $"{Columns}{Matching}{Grouped}{ByTime}";
    private const string FindByTimeInRooms = $"{Columns}{Matching}{InRooms}{Grouped}{ByTime}";
    private const string FindByRank = $"{Columns}{Matching}{Grouped}{ByRank}";
    private const string FindByRankInRooms = $"{Columns}{Matching}{InRooms}{Grouped}{ByRank}";
    private const string CountAll = $"SELECT COUNT(*) FROM ({Matching}{Grouped} LIMIT @limit) x";
    private const string CountInRooms = $"SELECT COUNT(*) FROM ({Matching}{InRooms}{Grouped} LIMIT @limit) x";

    public static IReadOnlyList<FoundPlace> Find(
        Session sql, Names names, RoomNumbers numbers, UserId person, SearchQuery query, SearchPlace after, int limit)
    {
        if (Values(sql, names, numbers, person, query) is not { } values)
        {
            return [];
        }

        var inRooms = InRoomsOf(query);
        if (!query.ByTime)
        {
            values.Add(("score", after.Score));
        }

        values.AddRange([("at", after.SentAt), ("place", after.Room), ("source", after.Source), ("limit", (long)limit)]);
        return sql.All(
            query.ByTime ? (inRooms ? FindByTimeInRooms : FindByTime) : (inRooms ? FindByRankInRooms : FindByRank), Read, [.. values]);
    }

    public static long Count(Session sql, Names names, RoomNumbers numbers, UserId person, SearchQuery query, long most) =>
        Values(sql, names, numbers, person, query) is { } values
            ? sql.Number(InRoomsOf(query) ? CountInRooms : CountAll, [.. values, ("limit", most)]) ?? 0
            : 0;

    /// <summary>Null when nothing can be found.</summary>
    private static List<(string Name, object? Value)>? Values(
        Session sql, Names names, RoomNumbers numbers, UserId person, SearchQuery query)
    {
        if (query.Stems.Count == 0 || names.FindUser(sql, person) is not { } number)
        {
            return null;
        }

        var values = new List<(string, object?)> { ("person", number), ("fields", (long)query.Fields), ("count", (long)query.Stems.Count) };
        for (var i = 0; i < Stems; i++)
        {
            values.Add(($"s{i}", StableHash.Column(query.Stems[i < query.Stems.Count ? i : 0])));
        }

        for (var i = 0; i < Rooms && InRoomsOf(query); i++)
        {
            values.Add(($"r{i}", i < query.Rooms!.Count ? numbers.Of(sql, query.Rooms[i])?.Nid ?? 0 : 0));
        }

        return values;
    }

    private static bool InRoomsOf(SearchQuery query) => query.Rooms is { Count: <= Rooms };

    private static FoundPlace Read(DbDataReader row) => new(
        RoomId.Parse(row.GetString(0)), row.GetInt64(1), row.GetInt64(2), new(row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(2)));
}

using Npgsql;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Storage.Engine;

namespace Vestnik.Server.Tests.Rooms;

/// <summary>Reads the database of a server from outside and judges it with the law alone.</summary>
internal static class Archive
{
    /// <summary>
    /// Every room is a straight line of authorized events; positions have no holes; the state log, the memberships and the
    /// transactions are what they are when recomputed from the events.
    /// </summary>
    public static void ShouldBeSound(string file)
    {
        using var sql = new Session(new SqliteFile(file, readOnly: true).OpenConnection(), Dialect.Sqlite);
        ShouldBeSound(sql);
    }

    /// <summary>The same of a town on either database.</summary>
    public static void ShouldBeSound(Town town)
    {
        if (town is not TownOnPostgreSql onPostgreSql)
        {
            ShouldBeSound(Path.Combine(town.DataDirectory, "vestnik.db"));
            return;
        }

        using var source = NpgsqlDataSource.Create(onPostgreSql.Address);
        using var sql = new Session(source.OpenConnection(), Dialect.PostgreSql);
        ShouldBeSound(sql);
    }

    private static void ShouldBeSound(Session sql)
    {
        var rooms = sql.All(
            "SELECT nid, version, head_seq, extremities FROM rooms",
            row => (Nid: row.GetInt64(0), Version: row.GetString(1), Head: row.GetInt64(2), Extremities: row.GetString(3)));
        rooms.ShouldNotBeEmpty();
        foreach (var room in rooms)
        {
            var state = Replay(sql, room.Nid, RoomVersion.All[room.Version], room.Head, room.Extremities);
            Memberships(sql, room.Nid).ShouldBe(state.Memberships());
            StateLog(sql, room.Nid).ShouldBe(state.Places());
            Relations(sql, room.Nid).ShouldBe(state.Relations());
        }

        sql.Number("SELECT COUNT(*) FROM (SELECT room, session, txn FROM events WHERE txn IS NOT NULL GROUP BY room, session, txn HAVING COUNT(*) > 1) d")
            .ShouldBe(0);
        sql.Number("SELECT COUNT(*) FROM events e WHERE txn IS NOT NULL AND NOT EXISTS (SELECT 1 FROM transactions t WHERE t.room = e.room AND t.seq = e.seq)")
            .ShouldBe(0);
    }

    private static ReplayedState Replay(Session sql, long room, RoomVersion version, long head, string extremities)
    {
        var state = new ReplayedState();
        Pdu? last = null;
        var expected = 1L;
        foreach (var (sequence, redacted, body) in sql.All(
            "SELECT seq, redacted_by, body FROM events WHERE room = @room ORDER BY seq",
            row => (row.GetInt64(0), !row.IsDBNull(1), row.GetFieldValue<byte[]>(2)),
            ("room", room)))
        {
            sequence.ShouldBe(expected++);
            var pdu = Pdu.Parse(body, version).Match(parsed => parsed, error => throw new ShouldAssertException(error.Message));
            pdu.PrevEvents.ShouldBe(last is null ? [] : [last.Id]);
            pdu.Depth.ShouldBe(last is null ? 1 : last.Depth + 1);
            if (!redacted)
            {
                EventAuthorization.Check(pdu, version, state).Reason.ShouldBeNull();
            }

            state.Add(pdu, sequence);
            last = pdu;
        }

        last!.Id.ToString().ShouldBe(extremities);
        (expected - 1).ShouldBe(head);
        return state;
    }

    private static List<string> Memberships(Session sql, long room) =>
    [
        .. sql.All(
            "SELECT u.user_id, m.membership, m.seq FROM memberships m JOIN users u ON u.nid = m.person WHERE m.room = @room",
            row => $"{row.GetString(0)} {(Membership)row.GetInt64(1)} {row.GetInt64(2)}",
            ("room", room)).Order(StringComparer.Ordinal),
    ];

    private static List<string> StateLog(Session sql, long room) =>
    [
        .. sql.All(
            """
            SELECT t.text, k.text, MAX(s.seq) FROM room_state s JOIN strings t ON t.nid = s.type JOIN strings k ON k.nid = s.key
            WHERE s.room = @room GROUP BY t.text, k.text
            """,
            row => $"{row.GetString(0)} {row.GetString(1)} {row.GetInt64(2)}",
            ("room", room)).Order(StringComparer.Ordinal),
    ];

    private static List<string> Relations(Session sql, long room) =>
    [
        .. sql.All(
            """
            SELECT r.seq, k.text, r.target, t.text, s.user_id, o.user_id, r.sent_at FROM relations r
            JOIN strings k ON k.nid = r.kind JOIN strings t ON t.nid = r.type
            JOIN users s ON s.nid = r.sender JOIN users o ON o.nid = r.target_sender
            WHERE r.room = @room
            """,
            row => $"{row.GetInt64(0)} {row.GetString(1)} {row.GetInt64(2)} {row.GetString(3)} {row.GetString(4)} {row.GetString(5)} {row.GetInt64(6)}",
            ("room", room)).Order(StringComparer.Ordinal),
    ];

    private sealed class ReplayedState : IRoomState
    {
        private readonly Dictionary<EventId, (Pdu Event, long Sequence)> events = [];
        private readonly List<string> relations = [];
        private readonly Dictionary<(string Type, string Key), (Pdu Event, long Sequence)> places = [];

        public Pdu? Find(string type, string stateKey) => places.TryGetValue((type, stateKey), out var found) ? found.Event : null;

        public List<string> Relations() => [.. relations.Order(StringComparer.Ordinal)];

        public void Add(Pdu pdu, long sequence)
        {
            events[pdu.Id] = (pdu, sequence);
            if (EventRelation.Of(pdu) is { } relation && events.TryGetValue(relation.Target, out var target))
            {
                relations.Add($"{sequence} {relation.Kind} {target.Sequence} {pdu.Type} {pdu.Sender} {target.Event.Sender} {pdu.OriginServerTimestamp}");
            }

            if (pdu.StateKey is { } key)
            {
                places[(pdu.Type, key)] = (pdu, sequence);
            }
        }

        public List<string> Memberships() =>
        [
            .. places.Where(place => place.Key.Type == EventType.Member)
                .Select(place => $"{place.Key.Key} {place.Value.Event.Member.Membership} {place.Value.Sequence}")
                .Order(StringComparer.Ordinal),
        ];

        public List<string> Places() =>
            [.. places.Select(place => $"{place.Key.Type} {place.Key.Key} {place.Value.Sequence}").Order(StringComparer.Ordinal)];
    }
}

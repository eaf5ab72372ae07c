using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Rooms;

/// <summary>Reads of the log and of the state log.</summary>
internal sealed class RoomHistory(Database database, RoomNumbers numbers) : IRoomHistory
{
    private const string Backwards =
        $"SELECT {EventRow.Columns} FROM events e WHERE e.room = @room AND e.seq <= @seq ORDER BY e.seq DESC LIMIT @limit";

    private const string Forwards =
        $"SELECT {EventRow.Columns} FROM events e WHERE e.room = @room AND e.seq > @seq ORDER BY e.seq LIMIT @limit";

    private const string ById = $"SELECT {EventRow.Columns} FROM events e WHERE e.id_hash = @id_hash AND e.room = @room";

    private const string Rooms = "SELECT r.room_id FROM events e JOIN rooms r ON r.nid = e.room WHERE e.id_hash = @id_hash";

    private const string OnePlace = $"""
        SELECT {EventRow.Columns}
        FROM (SELECT seq FROM room_state WHERE room = @room AND type = @type AND key = @key AND seq <= @seq ORDER BY seq DESC LIMIT 1) s
        JOIN events e ON e.room = @room AND e.seq = s.seq
        """;

    private const string Changes = $"""
        SELECT {EventRow.Columns} FROM room_state s JOIN events e ON e.room = s.room AND e.seq = s.seq
        WHERE s.room = @room AND s.type = @type AND s.key = @key ORDER BY s.seq
        """;

    private const string Between = $"""
        SELECT {EventRow.Columns} FROM room_state s JOIN events e ON e.room = s.room AND e.seq = s.seq
        WHERE s.room = @room AND s.seq > @after AND s.seq <= @seq ORDER BY s.seq
        """;

    private const string AtPosition = "SELECT seq FROM events WHERE room = @room AND nid <= @nid ORDER BY seq DESC LIMIT 1";

    public ValueTask<IReadOnlyList<TimelineEvent>> PageAsync(
        RoomId room, long sequence, bool backwards, int limit, CancellationToken cancel) =>
        ReadAsync(room, (sql, number) => sql.All(
            backwards ? Backwards : Forwards, EventRow.Read, ("room", number.Nid), ("seq", sequence), ("limit", (long)limit)), cancel);

    public async ValueTask<TimelineEvent?> EventAsync(RoomId room, EventId id, CancellationToken cancel)
    {
        var found = await ReadAsync(
            room,
            (sql, number) => sql.All(ById, EventRow.Read, ("id_hash", StableHash.Column(id.ToString())), ("room", number.Nid)),
            cancel);
        return found.FirstOrDefault(placed => placed.Event.Id == id);
    }

    public async ValueTask<IReadOnlyList<RoomId>> RoomsOfAsync(EventId id, CancellationToken cancel) => await database.ReadAsync(
        sql => sql.All(Rooms, row => RoomId.Parse(row.GetString(0)), ("id_hash", StableHash.Column(id.ToString()))), cancel);

    public async ValueTask<RoomState> StateAtAsync(RoomId room, long sequence, CancellationToken cancel) =>
        RoomState.Of(await ReadAsync(
            room, (sql, number) => sql.All(RoomStore.StateAt, EventRow.Read, ("room", number.Nid), ("seq", sequence)), cancel));

    public async ValueTask<TimelineEvent?> StateAtAsync(
        RoomId room, string type, string stateKey, long sequence, CancellationToken cancel)
    {
        var found = await ReadPlaceAsync(room, type, stateKey, OnePlace, sequence, cancel);
        return found.Count == 0 ? null : found[0];
    }

    public ValueTask<IReadOnlyList<TimelineEvent>> ChangesAsync(RoomId room, string type, string stateKey, CancellationToken cancel) =>
        ReadPlaceAsync(room, type, stateKey, Changes, sequence: null, cancel);

    public ValueTask<IReadOnlyList<TimelineEvent>> StateBetweenAsync(RoomId room, long after, long upTo, CancellationToken cancel) =>
        ReadAsync(room, (sql, number) => sql.All(Between, EventRow.Read, ("room", number.Nid), ("after", after), ("seq", upTo)), cancel);

    public ValueTask<long> SequenceAtAsync(RoomId room, long position, CancellationToken cancel) => database.ReadAsync(
        sql => numbers.Of(sql, room) is { } number
            ? sql.Number(AtPosition, ("room", number.Nid), ("nid", EventRow.NidOf(number.Shard, position))) ?? 0
            : 0,
        cancel);

    private ValueTask<IReadOnlyList<TimelineEvent>> ReadPlaceAsync(
        RoomId room, string type, string stateKey, string query, long? sequence, CancellationToken cancel) =>
        ReadAsync(
            room,
            (sql, number) =>
            {
                if (database.Names.FindString(sql, type) is not { } typeNid || database.Names.FindString(sql, stateKey) is not { } keyNid)
                {
                    return [];
                }

                return sequence is { } upTo
                    ? sql.All(query, EventRow.Read, ("room", number.Nid), ("type", typeNid), ("key", keyNid), ("seq", upTo))
                    : sql.All(query, EventRow.Read, ("room", number.Nid), ("type", typeNid), ("key", keyNid));
            },
            cancel);

    private ValueTask<IReadOnlyList<TimelineEvent>> ReadAsync(
        RoomId room, Func<Session, RoomNumber, List<EventRow>> read, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<TimelineEvent>>(
            sql => numbers.Of(sql, room) is { } number ? read(sql, number).ConvertAll(row => row.ToEvent(sql, number)) : [],
            cancel);
}

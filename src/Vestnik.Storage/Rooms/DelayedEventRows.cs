using System.Data.Common;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Timers;

namespace Vestnik.Storage.Rooms;

/// <summary>Delayed events in SQL. They lie in their room's shard, so that those of one room are sent in their order.</summary>
internal sealed class DelayedEventRows(Database database, RoomNumbers numbers) : IDelayedEvents
{
    private const string Timer = "delayed-event";

    private const string Known = "SELECT delay_id FROM delayed_events WHERE session = @session AND txn = @txn";

    private const string Count = "SELECT COUNT(*) FROM delayed_events WHERE person = @person AND phase = 0";

    private const string Next = "SELECT MIN(scheduled_at + delay) FROM delayed_events WHERE person = @person AND phase = 0";

    private const string Add = """
        INSERT INTO delayed_events (delay_id, person, room, session, txn, type, state_key, content, delay, scheduled_at, phase)
        VALUES (@delay_id, @person, @room, @session, @txn, @type, @state_key, @content, @delay, @scheduled_at, 0)
        """;

    private const string Select = """
        SELECT d.delay_id, u.user_id, r.room_id, d.type, d.state_key, d.content, d.delay, d.scheduled_at, d.phase, d.finalised_at,
          d.event, d.error_code, d.error_status, d.error
        FROM delayed_events d JOIN users u ON u.nid = d.person JOIN rooms r ON r.nid = d.room
        """;

    private const string One = $"{Select} WHERE d.delay_id = @delay_id";

    private const string Scheduled = $"{Select} WHERE d.person = @person AND d.phase = 0 ORDER BY d.scheduled_at + d.delay, d.delay_id";

    private const string Restart = "UPDATE delayed_events SET scheduled_at = @now WHERE delay_id = @delay_id AND phase = 0";

    private const string Take = """
        UPDATE delayed_events SET phase = 1 WHERE delay_id = @delay_id AND phase = 0 AND scheduled_at + delay <= @due_by
        """;

    private const string Release = "UPDATE delayed_events SET phase = 0 WHERE delay_id = @delay_id AND phase = 1";

    private const string Cancel = "UPDATE delayed_events SET phase = 2, finalised_at = @now WHERE delay_id = @delay_id AND phase = 0";

    private const string Finalise = """
        UPDATE delayed_events
        SET phase = 2, finalised_at = @at, event = @event, error_code = @code, error_status = @status, error = @error
        WHERE delay_id = @delay_id AND phase < 2
        """;

    private const string Forget = """
        DELETE FROM delayed_events
        WHERE delay_id IN (SELECT delay_id FROM delayed_events WHERE finalised_at < @before LIMIT @limit)
        """;

    public Task<Scheduling> AddAsync(DelayedEvent wanted, long session, string? transaction, int most) =>
        database.WriteAsync(ShardOf(wanted), writing =>
        {
            var sql = writing.Sql;
            writing.LockShard();
            long? txn = transaction is null ? null : StableHash.Column($"{wanted.Room}\n{wanted.Type}\n{transaction}");
            if (txn is not null && sql.First(Known, row => row.GetString(0), ("session", session), ("txn", txn)) is { } known)
            {
                return new Scheduling(known);
            }

            var person = database.Names.User(writing, wanted.Sender);
            if (sql.Number(Count, ("person", person)) >= most)
            {
                return new Scheduling(null, sql.Number(Next, ("person", person)) ?? 0);
            }

            sql.Execute(
                Add,
                ("delay_id", wanted.Id),
                ("person", person),
                ("room", numbers.Of(sql, wanted.Room)?.Nid),
                ("session", session),
                ("txn", txn),
                ("type", wanted.Type),
                ("state_key", wanted.StateKey),
                ("content", wanted.Content.ToArray()),
                ("delay", wanted.Delay),
                ("scheduled_at", wanted.ScheduledAt));
            TimerRows.Set(writing, new Errand(Timer, wanted.Id), DateTimeOffset.FromUnixTimeMilliseconds(wanted.DueAt));
            return new Scheduling(wanted.Id);
        });

    public ValueTask<DelayedEvent?> FindAsync(string id, CancellationToken cancel) =>
        database.ReadAsync(sql => id.Contains('\0', StringComparison.Ordinal) ? null : sql.First(One, Read, ("delay_id", id)), cancel);

    public async ValueTask<IReadOnlyList<DelayedEvent>> ScheduledAsync(UserId sender, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => database.Names.FindUser(sql, sender) is { } person ? sql.All(Scheduled, Read, ("person", person)) : [], cancel);

    public Task<bool> RestartAsync(DelayedEvent delayed, long now) => ChangeAsync(delayed, Restart, ("now", now), ("delay_id", delayed.Id));

    public Task<bool> TakeAsync(DelayedEvent delayed, long dueBy) => ChangeAsync(delayed, Take, ("delay_id", delayed.Id), ("due_by", dueBy));

    public Task ReleaseAsync(DelayedEvent delayed) => ChangeAsync(delayed, Release, ("delay_id", delayed.Id));

    public Task<bool> CancelAsync(DelayedEvent delayed, long now) => ChangeAsync(delayed, Cancel, ("now", now), ("delay_id", delayed.Id));

    public Task FinaliseAsync(DelayedEvent delayed) => ChangeAsync(
        delayed,
        Finalise,
        ("at", delayed.FinalisedAt),
        ("event", delayed.Event?.ToString()),
        ("code", delayed.Error?.Code),
        ("status", (long?)delayed.Error?.Status),
        ("error", delayed.Error?.Message),
        ("delay_id", delayed.Id));

    public Task<int> ForgetAsync(long before, int limit) =>
        database.WriteAsync(0, writing => writing.Sql.Execute(Forget, ("before", before), ("limit", (long)limit)));

    private Task<bool> ChangeAsync(DelayedEvent delayed, string statement, params (string Name, object? Value)[] values) =>
        database.WriteAsync(ShardOf(delayed), writing => writing.Sql.Execute(statement, values) == 1);

    private int ShardOf(DelayedEvent delayed) => database.ShardOf(delayed.Room.ToString());

    private static DelayedEvent Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Sender = UserId.Parse(row.GetString(1)),
        Room = RoomId.Parse(row.GetString(2)),
        Type = row.GetString(3),
        StateKey = row.IsDBNull(4) ? null : row.GetString(4),
        Content = row.GetFieldValue<byte[]>(5),
        Delay = row.GetInt64(6),
        ScheduledAt = row.GetInt64(7),
        Phase = (DelayedPhase)row.GetInt64(8),
        FinalisedAt = row.IsDBNull(9) ? null : row.GetInt64(9),
        Event = row.IsDBNull(10) ? null : EventId.Parse(row.GetString(10)),
        Error = row.IsDBNull(11) ? null : MatrixError.Of(row.GetString(11), (int)row.GetInt64(12), row.GetString(13)),
    };
}

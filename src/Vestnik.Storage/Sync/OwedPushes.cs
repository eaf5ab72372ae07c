using System.Data.Common;
using Vestnik.Homeserver.Push;
using Vestnik.Protocol.Identifiers;
using Vestnik.Storage.Engine;
using Vestnik.Storage.Rooms;

namespace Vestnik.Storage.Sync;

/// <summary>What pushers are owed, in SQL. One lane writes all of it, so that its transactions do not wait for each other.</summary>
internal sealed class OwedPushes(Database database) : IOwedPushes
{
    private const int Lane = 0;

    private const string Owners = "SELECT DISTINCT user_id FROM pushers";

    private const string Progress = "SELECT position FROM push_progress WHERE shard = @shard";

    private const string Events = """
        SELECT rooms.room_id, events.seq, events.nid FROM events JOIN rooms ON rooms.nid = events.room
        WHERE events.nid > @after AND events.nid <= @up_to ORDER BY events.nid LIMIT @limit
        """;

    private const string Readers = """
        SELECT DISTINCT u.user_id FROM rooms
        JOIN receipts ON receipts.room = rooms.nid AND receipts.position > @after AND receipts.position <= @up_to
        JOIN users u ON u.nid = receipts.person
        WHERE rooms.shard = @shard AND u.user_id IN (SELECT user_id FROM pushers)
        """;

    // Whoever moves the progress holds its row until the commit; the other silo finds it moved.
    private const string Move = """
        UPDATE push_progress SET previous = position, position = @up_to WHERE shard = @shard AND position < @up_to RETURNING previous
        """;

    private const string Owe = """
        INSERT INTO pushes (pusher, event, room, seq, queued_at)
        SELECT pushers.nid, @event, rooms.nid, @seq, @now FROM pushers JOIN rooms ON rooms.room_id = @room_id
        WHERE pushers.user_id = @user_id
        ON CONFLICT DO NOTHING
        """;

    private const string Wake = "UPDATE pushers SET due = COALESCE(due, @now) WHERE user_id = @user_id";

    private const string HasRead = "UPDATE pushers SET reads = reads + 1, due = COALESCE(due, @now) WHERE user_id = @user_id";

    private const string AnyDue = "SELECT 1 FROM pushers WHERE due <= @now AND lease_until <= @now LIMIT 1";

    private const string Take = $"""
        UPDATE pushers SET lease_until = @until
        WHERE lease_until <= @now AND nid IN (SELECT nid FROM pushers WHERE due <= @now AND lease_until <= @now ORDER BY due LIMIT @limit)
        RETURNING user_id, {PusherStore.Columns}, nid, set_at, reads, badge, failures
        """;

    private const string EndLeases = "UPDATE pushers SET lease_until = 0 WHERE lease_until > 0";

    private const string OfOne = """
        SELECT pushes.event, rooms.room_id, pushes.seq, pushes.queued_at FROM pushes JOIN rooms ON rooms.nid = pushes.room
        WHERE pushes.pusher = @pusher ORDER BY pushes.queued_at, pushes.event LIMIT @limit
        """;

    private const string Forget = "DELETE FROM pushes WHERE pusher = @pusher AND event = @event";

    private const string Succeed = """
        UPDATE pushers SET failures = 0, pushed_at = @now, badge = @badge, reads = CASE WHEN reads > @reads THEN reads - @reads ELSE 0 END
        WHERE nid = @pusher
        """;

    private const string Rest = """
        UPDATE pushers SET lease_until = 0,
          due = CASE WHEN reads > 0 OR EXISTS (SELECT 1 FROM pushes WHERE pushes.pusher = pushers.nid) THEN @now END
        WHERE nid = @pusher AND lease_until = @lease
        """;

    private const string Retry = "UPDATE pushers SET lease_until = 0, failures = failures + 1, due = @due WHERE nid = @pusher AND lease_until = @lease";

    private const string ForgetAll = "DELETE FROM pushes WHERE pusher = @pusher";

    private const string End = "DELETE FROM pushers WHERE nid = @pusher";

    public async ValueTask<IReadOnlyList<UserId>> OwnersAsync(CancellationToken cancel) =>
        await database.ReadAsync(sql => sql.All(Owners, row => UserId.Parse(row.GetString(0))), cancel);

    public ValueTask<long?> ProgressAsync(int shard, CancellationToken cancel) =>
        database.ReadAsync(sql => sql.Number(Progress, ("shard", (long)shard)), cancel);

    public async ValueTask<IReadOnlyList<LoggedEvent>> EventsAsync(int shard, long after, long upTo, int limit, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.All(
                Events,
                row => new LoggedEvent(RoomId.Parse(row.GetString(0)), row.GetInt64(1), row.GetInt64(2) - EventRow.NidOf(shard, 0)),
                ("after", EventRow.NidOf(shard, after)), ("up_to", EventRow.NidOf(shard, upTo)), ("limit", (long)limit)),
            cancel);

    public async ValueTask<IReadOnlyList<UserId>> ReadersAsync(int shard, long after, long upTo, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.All(Readers, row => UserId.Parse(row.GetString(0)), ("after", after), ("up_to", upTo), ("shard", (long)shard)), cancel);

    public Task OweAsync(PushesOwed owed) => database.WriteAsync(Lane, transaction =>
    {
        var (sql, now) = (transaction.Sql, owed.Now.ToUnixTimeMilliseconds());
        if (sql.Number(Move, ("up_to", owed.UpTo), ("shard", (long)owed.Shard)) is not { } before)
        {
            return;
        }

        foreach (var (user, logged) in owed.Pushes.Where(push => push.Event.Position > before))
        {
            sql.Execute(
                Owe,
                ("event", EventRow.NidOf(owed.Shard, logged.Position)), ("seq", logged.Sequence), ("now", now),
                ("room_id", logged.Room.ToString()), ("user_id", user.ToString()));
            sql.Execute(Wake, ("now", now), ("user_id", user.ToString()));
        }

        foreach (var reader in owed.Readers)
        {
            sql.Execute(HasRead, ("now", now), ("user_id", reader.ToString()));
        }
    });

    public async Task<IReadOnlyList<DuePusher>> TakeAsync(DateTimeOffset now, TimeSpan lease, int limit)
    {
        var (at, until) = (now.ToUnixTimeMilliseconds(), (now + lease).ToUnixTimeMilliseconds());
        var any = await database.ReadAsync(sql => sql.Number(AnyDue, ("now", at)), CancellationToken.None);
        return any is null ? [] : await database.WriteAsync(Lane, transaction => transaction.Sql.All(
            Take, row => Read(row, until), ("until", until), ("now", at), ("limit", (long)limit)));
    }

    public Task EndLeasesAsync() => database.WriteAsync(Lane, transaction => transaction.Sql.Execute(EndLeases));

    public async ValueTask<IReadOnlyList<OwedPush>> OfAsync(DuePusher pusher, int limit, CancellationToken cancel) =>
        await database.ReadAsync(
            sql => sql.All(
                OfOne,
                row => new OwedPush(row.GetInt64(0), RoomId.Parse(row.GetString(1)), row.GetInt64(2), row.GetInt64(3)),
                ("pusher", pusher.Id), ("limit", (long)limit)),
            cancel);

    public Task DeliveredAsync(DuePusher pusher, OwedPush? push, int badge, DateTimeOffset now) => database.WriteAsync(Lane, transaction =>
    {
        if (push is not null)
        {
            transaction.Sql.Execute(Forget, ("pusher", pusher.Id), ("event", push.Event));
        }

        transaction.Sql.Execute(
            Succeed, ("now", now.ToUnixTimeMilliseconds()), ("badge", (long)badge), ("reads", pusher.Reads), ("pusher", pusher.Id));
    });

    public Task DropAsync(DuePusher pusher, IReadOnlyList<OwedPush> pushes) => database.WriteAsync(Lane, transaction =>
    {
        foreach (var push in pushes)
        {
            transaction.Sql.Execute(Forget, ("pusher", pusher.Id), ("event", push.Event));
        }
    });

    public Task RestAsync(DuePusher pusher, DateTimeOffset now) => database.WriteAsync(Lane, transaction =>
        transaction.Sql.Execute(Rest, ("now", now.ToUnixTimeMilliseconds()), ("pusher", pusher.Id), ("lease", pusher.LeaseUntil)));

    public Task RetryAsync(DuePusher pusher, DateTimeOffset due) => database.WriteAsync(Lane, transaction =>
        transaction.Sql.Execute(Retry, ("due", due.ToUnixTimeMilliseconds()), ("pusher", pusher.Id), ("lease", pusher.LeaseUntil)));

    public Task RejectAsync(DuePusher pusher) => database.WriteAsync(Lane, transaction =>
    {
        transaction.Sql.Execute(ForgetAll, ("pusher", pusher.Id));
        transaction.Sql.Execute(End, ("pusher", pusher.Id));
    });

    private static DuePusher Read(DbDataReader row, long until)
    {
        const int Own = PusherStore.ColumnCount + 1;
        return new DuePusher
        {
            Pusher = PusherStore.Read(UserId.Parse(row.GetString(0)), row, first: 1),
            Id = row.GetInt64(Own),
            SetAt = row.GetInt64(Own + 1),
            LeaseUntil = until,
            Reads = row.GetInt64(Own + 2),
            Badge = (int)row.GetInt64(Own + 3),
            Failures = (int)row.GetInt64(Own + 4),
        };
    }
}

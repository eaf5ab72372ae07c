using Vestnik.Homeserver.Timers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Timers;

/// <summary>Timers in SQL. Each lies in one shard, and is taken under the lock of that shard.</summary>
internal sealed class TimerRows(Database database) : ITimers
{
    private const string SetOnce = """
        INSERT INTO timers (due, shard, kind, key) VALUES (@due, @shard, @kind, @key) ON CONFLICT DO NOTHING
        """;

    // Whoever is doing it now does not settle it any more: it has to be done once more.
    private const string SetAnew = """
        INSERT INTO timers (due, shard, kind, key) VALUES (@due, @shard, @kind, @key)
        ON CONFLICT (kind, key) DO UPDATE SET due = excluded.due, lease_until = 0
        """;

    // Whoever is doing it now has not seen why: it is looked at again.
    private const string SetEarlier = """
        INSERT INTO timers (due, shard, kind, key) VALUES (@due, @shard, @kind, @key)
        ON CONFLICT (kind, key) DO UPDATE
        SET due = CASE WHEN timers.due < excluded.due THEN timers.due ELSE excluded.due END, lease_until = 0
        """;

    private const string ShardOfTimer = "SELECT shard FROM timers WHERE kind = @kind AND key = @key";

    private const string DueNow = """
        SELECT nid FROM timers WHERE kind = @kind AND key = @key AND due <= @now AND lease_until <= @now
        """;

    private const string EndLeases = "UPDATE timers SET lease_until = 0 WHERE lease_until > 0";

    private const string ShardsWithDue = "SELECT DISTINCT shard FROM timers WHERE due <= @now AND lease_until <= @now";

    private const string Due = """
        SELECT nid, kind, key FROM timers WHERE shard = @shard AND due <= @now AND lease_until <= @now ORDER BY due LIMIT @limit
        """;

    private const string Lease = "UPDATE timers SET lease_until = @until WHERE nid = @nid";

    private const string Remove = "DELETE FROM timers WHERE nid = @nid AND lease_until = @until";

    private const string Again = "UPDATE timers SET due = @due, lease_until = 0 WHERE nid = @nid AND lease_until = @until";

    /// <summary>Sets an errand's timer, due at once, in the transaction of the change it follows from. It lies in that transaction's shard.</summary>
    public static void Set(WriteTransaction transaction, Errand errand) => Set(transaction, errand, DateTimeOffset.UnixEpoch);

    /// <summary>The same, due at a time.</summary>
    public static void Set(WriteTransaction transaction, Errand errand, DateTimeOffset due)
    {
        transaction.LockShard();
        transaction.Sql.Execute(
            SetAnew, ("due", due.ToUnixTimeMilliseconds()), ("shard", (long)transaction.Shard), ("kind", errand.Kind), ("key", errand.Key));
    }

    /// <summary>The same, due at a time or earlier, where it is set for an earlier one already.</summary>
    public static void Advance(WriteTransaction transaction, Errand errand, DateTimeOffset due)
    {
        transaction.LockShard();
        transaction.Sql.Execute(
            SetEarlier, ("due", due.ToUnixTimeMilliseconds()), ("shard", (long)transaction.Shard), ("kind", errand.Kind), ("key", errand.Key));
    }

    public Task SetAsync(string kind, string key, DateTimeOffset due)
    {
        var shard = ShardOf(kind, key);
        return database.WriteAsync(shard, transaction => transaction.Sql.Execute(
            SetOnce, ("due", due.ToUnixTimeMilliseconds()), ("shard", (long)shard), ("kind", kind), ("key", key)));
    }

    public async Task<DueTimer?> TakeAsync(Errand errand, DateTimeOffset now, TimeSpan lease)
    {
        var (at, until) = (now.ToUnixTimeMilliseconds(), (now + lease).ToUnixTimeMilliseconds());
        var found = await database.ReadAsync(
            sql => sql.Number(ShardOfTimer, ("kind", errand.Kind), ("key", errand.Key)), CancellationToken.None);
        return found is not { } shard ? null : await database.WriteAsync((int)shard, transaction =>
        {
            transaction.LockShard();
            if (transaction.Sql.Number(DueNow, ("kind", errand.Kind), ("key", errand.Key), ("now", at)) is not { } nid)
            {
                return null;
            }

            transaction.Sql.Execute(Lease, ("until", until), ("nid", nid));
            return new DueTimer(nid, errand.Kind, errand.Key, until, (int)shard);
        });
    }

    public Task EndLeasesAsync() => database.WriteAsync(0, transaction => transaction.Sql.Execute(EndLeases));

    public async Task<IReadOnlyList<DueTimer>> TakeAsync(DateTimeOffset now, TimeSpan lease, int limit)
    {
        var (at, until) = (now.ToUnixTimeMilliseconds(), (now + lease).ToUnixTimeMilliseconds());
        var taken = new List<DueTimer>();
        var shards = await database.ReadAsync(
            sql => sql.All(ShardsWithDue, row => (int)row.GetInt64(0), ("now", at)), CancellationToken.None);
        foreach (var shard in shards)
        {
            taken.AddRange(await database.WriteAsync(shard, transaction => Take(transaction, at, until, limit)));
        }

        return taken;
    }

    public Task SettleAsync(DueTimer timer, DateTimeOffset? again) =>
        database.WriteAsync(timer.Shard, transaction => again is { } due
            ? transaction.Sql.Execute(
                Again, ("due", due.ToUnixTimeMilliseconds()), ("nid", timer.Id), ("until", timer.LeaseUntil))
            : transaction.Sql.Execute(Remove, ("nid", timer.Id), ("until", timer.LeaseUntil)));

    private static List<DueTimer> Take(WriteTransaction transaction, long now, long until, int limit)
    {
        transaction.LockShard();
        var due = transaction.Sql.All(
            Due,
            row => new DueTimer(row.GetInt64(0), row.GetString(1), row.GetString(2), until, transaction.Shard),
            ("shard", (long)transaction.Shard),
            ("now", now),
            ("limit", (long)limit));
        foreach (var timer in due)
        {
            transaction.Sql.Execute(Lease, ("until", until), ("nid", timer.Id));
        }

        return due;
    }

    private int ShardOf(string kind, string key) => database.ShardOf($"{kind} {key}");
}

using Vestnik.Homeserver.Timers;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Timers;

/// <summary>Timers in SQL. Each lies in the shard of its kind and key, and is taken under the lock of that shard.</summary>
internal sealed class TimerRows(Database database) : ITimers
{
    private const string Set = """
        INSERT INTO timers (due, shard, kind, key) VALUES (@due, @shard, @kind, @key) ON CONFLICT DO NOTHING
        """;

    private const string ShardsWithDue = "SELECT DISTINCT shard FROM timers WHERE due <= @now AND lease_until <= @now";

    private const string Due = """
        SELECT nid, kind, key FROM timers WHERE shard = @shard AND due <= @now AND lease_until <= @now ORDER BY due LIMIT @limit
        """;

    private const string Lease = "UPDATE timers SET lease_until = @until WHERE nid = @nid";

    private const string Remove = "DELETE FROM timers WHERE nid = @nid AND lease_until = @until";

    private const string Again = "UPDATE timers SET due = @due, lease_until = 0 WHERE nid = @nid AND lease_until = @until";

    public Task SetAsync(string kind, string key, DateTimeOffset due)
    {
        var shard = ShardOf(kind, key);
        return database.WriteAsync(shard, transaction => transaction.Sql.Execute(
            Set, ("due", due.ToUnixTimeMilliseconds()), ("shard", (long)shard), ("kind", kind), ("key", key)));
    }

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
        database.WriteAsync(ShardOf(timer.Kind, timer.Key), transaction => again is { } due
            ? transaction.Sql.Execute(
                Again, ("due", due.ToUnixTimeMilliseconds()), ("nid", timer.Id), ("until", timer.LeaseUntil))
            : transaction.Sql.Execute(Remove, ("nid", timer.Id), ("until", timer.LeaseUntil)));

    private static List<DueTimer> Take(WriteTransaction transaction, long now, long until, int limit)
    {
        transaction.LockShard();
        var due = transaction.Sql.All(
            Due,
            row => new DueTimer(row.GetInt64(0), row.GetString(1), row.GetString(2), until),
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

using System.Data.Common;
using Vestnik.Homeserver.Silos;
using Vestnik.Storage.Engine;

namespace Vestnik.Storage.Silos;

/// <summary>The cluster's members in SQL.</summary>
public sealed class SiloTable(Database database) : ISiloTable
{
    private const long Dead = 6;

    // One statement, so that the version and the rows are of one moment.
    private const string ReadAll = """
        SELECT v.version, s.address, s.etag, s.status, s.name, s.host_name, s.suspicions, s.started_at, s.alive_at
        FROM silo_version v LEFT JOIN silos s ON 1 = 1
        """;

    private const string RaiseVersion = "UPDATE silo_version SET version = version + 1 WHERE version = @expected";

    private const string Insert = """
        INSERT INTO silos (address, etag, status, name, host_name, suspicions, started_at, alive_at)
        VALUES (@address, 0, @status, @name, @host_name, @suspicions, @started_at, @alive_at)
        """;

    private const string Update = """
        UPDATE silos SET etag = etag + 1, status = @status, suspicions = @suspicions, alive_at = @alive_at
        WHERE address = @address AND etag = @etag
        """;

    private const string MarkAlive = "UPDATE silos SET alive_at = @alive_at WHERE address = @address";

    private const string Remove = "DELETE FROM silos WHERE alive_at < @before AND (status = @dead OR @only_dead = 0)";

    public async ValueTask<SiloRows> ReadAsync(CancellationToken cancel)
    {
        var rows = await database.ReadAsync(sql => sql.All(ReadAll, row => (Version: row.GetInt64(0), Silo: Silo(row))), cancel);
        return new SiloRows(rows[0].Version, [.. rows.Where(row => row.Silo is not null).Select(row => row.Silo!)]);
    }

    public Task<bool> InsertAsync(SiloRow row, long expectedVersion) => FencedAsync(
        expectedVersion,
        sql => sql.Execute(
            Insert,
            ("address", row.Address), ("status", (long)row.Status), ("name", row.Name), ("host_name", row.HostName),
            ("suspicions", row.Suspicions), ("started_at", row.StartedAt), ("alive_at", row.AliveAt)));

    public Task<bool> UpdateAsync(SiloRow row, long expectedVersion) => FencedAsync(
        expectedVersion,
        sql => sql.Execute(
            Update,
            ("status", (long)row.Status), ("suspicions", row.Suspicions), ("alive_at", row.AliveAt),
            ("address", row.Address), ("etag", row.Etag)));

    public Task MarkAliveAsync(string address, long aliveAt) => database.WriteAsync(
        0, transaction => transaction.Sql.Execute(MarkAlive, ("alive_at", aliveAt), ("address", address)));

    public Task RemoveAsync(long aliveBefore, bool onlyDead) => database.WriteAsync(
        0,
        transaction => transaction.Sql.Execute(
            Remove, ("before", aliveBefore), ("dead", Dead), ("only_dead", onlyDead ? 1L : 0L)));

    private async Task<bool> FencedAsync(long expectedVersion, Func<Session, int> change)
    {
        try
        {
            await database.WriteAsync(0, transaction =>
            {
                if (transaction.Sql.Execute(RaiseVersion, ("expected", expectedVersion)) == 0 || change(transaction.Sql) == 0)
                {
                    throw new FencedException();
                }
            });
            return true;
        }
        catch (FencedException)
        {
            return false;
        }
    }

    private static SiloRow? Silo(DbDataReader row) => row.IsDBNull(1)
        ? null
        : new SiloRow
        {
            Address = row.GetString(1),
            Etag = row.GetInt64(2),
            Status = (int)row.GetInt64(3),
            Name = row.GetString(4),
            HostName = row.GetString(5),
            Suspicions = row.GetString(6),
            StartedAt = row.GetInt64(7),
            AliveAt = row.GetInt64(8),
        };

    /// <summary>Rolls the change back: somebody else was first.</summary>
    private sealed class FencedException : Exception;
}

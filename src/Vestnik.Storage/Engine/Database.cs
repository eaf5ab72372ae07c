using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Storage.Engine;

/// <summary>The city's database: writes go through group-committing lanes, reads through a pool of sessions.</summary>
public sealed class Database : IDisposable
{
    private readonly DbDataSource writers;
    private readonly DbDataSource readers;
    private readonly WriteLane[] lanes;
    private readonly ConcurrentBag<Session> idle = [];
    private readonly SemaphoreSlim places;

    /// <param name="dialect">Which database this is.</param>
    /// <param name="writers">Opens connections that write.</param>
    /// <param name="readers">Opens connections that only read committed rows.</param>
    /// <param name="options">How many lanes and readers.</param>
    /// <param name="listener">Hears of every commit.</param>
    /// <param name="gate">Where tests inject faults.</param>
    /// <param name="log">Failed batches are logged here.</param>
    public Database(
        Dialect dialect, DbDataSource writers, DbDataSource readers, DatabaseOptions options, ICommitListener listener, ICommitGate gate, ILogger<Database> log)
    {
        (Dialect, this.writers, this.readers) = (dialect, writers, readers);
        places = new SemaphoreSlim(options.Readers);
        using (var session = OpenWriter())
        {
            Migrator.Apply(session);
            listener.Opened(session.All("SELECT head FROM shards ORDER BY shard", row => row.GetInt64(0)));
        }

        lanes = [.. Enumerable.Range(0, options.Lanes)
            .Select(lane => new WriteLane($"write lane {lane}", OpenWriter, listener, gate, log))];
    }

    public Dialect Dialect { get; }

    /// <summary>The numbers of users and strings in this database.</summary>
    public Names Names { get; } = new();

    /// <summary>The log shard of a room, user or other subject. The same for ever, on every machine.</summary>
    public int ShardOf(string subject) => (int)(StableHash.Of(subject) % (uint)Dialect.Shards);

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and answers when it is on disk. The work may run more than once before
    /// it commits once: it must have no effect outside the transaction.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The work is not durable, or nobody knows.</exception>
    public Task<T> WriteAsync<T>(int shard, Func<WriteTransaction, T> work) =>
        lanes[shard % lanes.Length].Enqueue(shard, work);

    public Task WriteAsync(int shard, Action<WriteTransaction> work) =>
        WriteAsync(shard, transaction =>
        {
            work(transaction);
            return true;
        });

    /// <summary>Writes SQLite's log of pages into the file and empties it, so that it holds no old ones; false while somebody reads or writes.</summary>
    public bool EmptyLog()
    {
        using var session = OpenWriter();
        return session.Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }

    /// <summary>Reads committed rows. SQLite answers within microseconds, so there is no thread to change.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<Session, T> read, CancellationToken cancel)
    {
        await places.WaitAsync(cancel);
        var session = idle.TryTake(out var known) ? known : new Session(readers.OpenConnection(), Dialect);
        var healthy = false;
        try
        {
            var result = read(session);
            healthy = true;
            return result;
        }
        catch (DbException e)
        {
            throw new StoreUnavailableException("The database could not be read.", e);
        }
        finally
        {
            if (healthy)
            {
                idle.Add(session);
            }
            else
            {
                session.Dispose();
            }

            places.Release();
        }
    }

    public void Dispose()
    {
        foreach (var lane in lanes)
        {
            lane.Dispose();
        }

        foreach (var session in idle)
        {
            session.Dispose();
        }

        places.Dispose();
        writers.Dispose();
        readers.Dispose();
    }

    private Session OpenWriter() => new(writers.OpenConnection(), Dialect);
}

/// <summary>How wide the database is used.</summary>
public sealed record DatabaseOptions
{
    /// <summary>Threads that write; one on SQLite, which has one writer.</summary>
    public required int Lanes { get; init; }

    /// <summary>Connections that read at the same time.</summary>
    public required int Readers { get; init; }
}

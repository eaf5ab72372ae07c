using System.Data.Common;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Storage.Engine;

/// <summary>
/// One thread with one connection that drains many writers' work into one transaction (group commit).
/// Work runs in the order it was queued; acknowledged means on disk.
/// </summary>
/// <remarks>
/// A batch runs optimistically as a whole. If anything in it fails it is rolled back, and each piece runs again in a
/// transaction of its own, so that one writer's failure costs the others time but nothing else.
/// </remarks>
internal sealed partial class WriteLane : IDisposable
{
    private const int MaximumBatch = 1024;

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);

    private readonly WriteQueue queue = new();
    private readonly Func<Session> open;
    private readonly ICommitListener listener;
    private readonly ICommitGate gate;
    private readonly ILogger log;
    private readonly Thread thread;

    // Shards that may hold what nobody was told of: a commit's outcome was unknown, and the database has not said since.
    private readonly SortedSet<int> uncertain = [];
    private Session? session;

    public WriteLane(string name, Func<Session> open, ICommitListener listener, ICommitGate gate, ILogger log)
    {
        (this.open, this.listener, this.gate, this.log) = (open, listener, gate, log);
        thread = new Thread(Run) { IsBackground = true, Name = name };
        thread.Start();
    }

    public Task<T> Enqueue<T>(int shard, Func<WriteTransaction, T> work)
    {
        var pending = new PendingWrite<T>(shard, work);
        if (!queue.TryAdd(pending))
        {
            throw new StoreUnavailableException("The database is not keeping up with the writes.");
        }

        return pending.Completion;
    }

    public void Dispose()
    {
        queue.Close();
        thread.Join();
        session?.Dispose();
    }

    private void Run()
    {
        var batch = new List<PendingWrite>(MaximumBatch);
        while (!queue.IsCompleted)
        {
            SettleUncertain();
            queue.Take(batch, MaximumBatch, uncertain.Count > 0 ? AskAgain : Timeout.InfiniteTimeSpan);

            if (batch.Count == 0)
            {
                continue;
            }

            // Every transaction locks shards in the same order, so two processes cannot wait for each other.
            batch.Sort(static (left, right) => left.Order.CompareTo(right.Order));
            CommitBatch(batch);
        }
    }

    private void CommitBatch(List<PendingWrite> batch)
    {
        if (TryCommit(batch, out var failure))
        {
            return;
        }

        if (batch.Count == 1 || failure is OutcomeUnknownException)
        {
            SettleUncertain();
            Fail(batch, failure);
            return;
        }

        foreach (var write in batch)
        {
            if (!TryCommit([write], out var alone))
            {
                Fail([write], alone);
            }
        }
    }

    private bool TryCommit(List<PendingWrite> batch, out Exception failure)
    {
        WriteBatch transaction;
        try
        {
            session ??= open();
            session.Begin();
            transaction = new WriteBatch(session);
            foreach (var write in batch)
            {
                write.Run(new WriteTransaction(transaction, write.Shard));
            }

            transaction.Heads.Save(session);
            gate.BeforeCommit();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Abandon(e);
            failure = e;
            return false;
        }

        try
        {
            session.Commit();
            gate.AfterCommit();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            uncertain.UnionWith(transaction.Heads.Shards);
            Abandon(e);
            failure = new OutcomeUnknownException(e);
            return false;
        }

        foreach (var remember in transaction.AfterCommit)
        {
            remember();
        }

        listener.Committed(transaction.Facts);
        foreach (var write in batch)
        {
            write.Complete();
        }

        failure = null!;
        return true;
    }

    // Reading under the lock waits for a commit that is still under way on a connection that broke.
    private void SettleUncertain()
    {
        if (uncertain.Count == 0)
        {
            return;
        }

        try
        {
            session ??= open();
            session.Begin();
            var heads = new ShardHeads();
            var found = uncertain.Select(shard => (Shard: shard, Head: heads.Head(session, shard))).ToList();
            session.Rollback();
            uncertain.Clear();
            foreach (var (shard, head) in found)
            {
                listener.Untold(shard, head);
            }
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            Abandon(e);
        }
    }

    private void Abandon(Exception cause)
    {
        try
        {
            session?.Rollback();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            session?.Dispose();
            session = null;
        }

        if (cause is DbException)
        {
            LogFailedBatch(cause);
            session?.Dispose();
            session = null;
        }
    }

    private static void Fail(List<PendingWrite> batch, Exception failure)
    {
        foreach (var write in batch)
        {
            write.Fail(failure is DbException or OutcomeUnknownException
                ? new StoreUnavailableException("The database could not keep this.", failure)
                : failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A batch of writes failed and was rolled back")]
    private partial void LogFailedBatch(Exception cause);
}

/// <summary>The commit was sent, and no answer came: the batch may be on disk or not.</summary>
internal sealed class OutcomeUnknownException(Exception inner)
    : Exception("The database did not say whether the commit succeeded.", inner);

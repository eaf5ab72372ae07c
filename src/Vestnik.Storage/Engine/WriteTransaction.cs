using Vestnik.Homeserver.Feed;

namespace Vestnik.Storage.Engine;

/// <summary>The write side of a session during one piece of work: SQL, and positions for the facts it announces.</summary>
public sealed class WriteTransaction
{
    private readonly WriteBatch batch;
    private readonly int shard;

    internal WriteTransaction(WriteBatch batch, int shard) => (this.batch, this.shard) = (batch, shard);

    public Session Sql => batch.Session;

    public int Shard => shard;

    /// <summary>Waits until no other process writes to the shard, and keeps it so until the commit. What is compared after it stays true.</summary>
    public void LockShard() => batch.Heads.Lock(Sql, shard);

    /// <summary>The shard's last position, this transaction's own included. Locks the shard.</summary>
    internal long Head => batch.Heads.Head(Sql, shard);

    /// <summary>Takes the shard's next position for a fact. Listeners hear the facts after the commit, in this order.</summary>
    public long Announce(Fact fact)
    {
        var position = batch.Heads.Next(Sql, shard);
        batch.Facts.Add(new CommittedFact(shard, position, fact));
        return position;
    }

    /// <summary>Like <see cref="Announce(Fact)"/>, for a fact that names its own position.</summary>
    public long Announce(Func<long, Fact> fact)
    {
        var position = batch.Heads.Next(Sql, shard);
        batch.Facts.Add(new CommittedFact(shard, position, fact(position)));
        return position;
    }

    /// <summary>For what memory may hold once the rows are committed. Runs before the facts are heard; it must not fail.</summary>
    internal void AfterCommit(Action remember) => batch.AfterCommit.Add(remember);
}

/// <summary>What the pieces of work of one transaction share.</summary>
internal sealed record WriteBatch(Session Session)
{
    public ShardHeads Heads { get; } = new();

    public List<CommittedFact> Facts { get; } = [];

    public List<Action> AfterCommit { get; } = [];
}

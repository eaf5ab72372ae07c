namespace Vestnik.Storage.Engine;

/// <summary>
/// The heads of the log shards within one transaction. The row of a shard is locked from the first position taken until the
/// commit, so positions become visible in their order and without holes, whichever process commits.
/// </summary>
internal sealed class ShardHeads
{
    private const string Read = "SELECT head FROM shards WHERE shard = @shard";
    private const string Write = "UPDATE shards SET head = @head WHERE shard = @shard";

    private readonly Dictionary<int, long> heads = [];

    /// <summary>The shards whose rows this transaction has locked.</summary>
    public IReadOnlyCollection<int> Shards => heads.Keys;

    public long Next(Session session, int shard)
    {
        Lock(session, shard);
        return ++heads[shard];
    }

    public long Head(Session session, int shard)
    {
        Lock(session, shard);
        return heads[shard];
    }

    public void Lock(Session session, int shard)
    {
        if (!heads.ContainsKey(shard))
        {
            heads[shard] = session.Number($"{Read} {session.Dialect.LockRow}", ("shard", (long)shard))
                ?? throw new InvalidOperationException("The database has no such shard.");
        }
    }

    public void Save(Session session)
    {
        foreach (var (shard, head) in heads)
        {
            session.Execute(Write, ("head", head), ("shard", (long)shard));
        }
    }
}

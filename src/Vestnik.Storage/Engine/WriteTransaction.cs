using Vestnik.Homeserver.Feed;

namespace Vestnik.Storage.Engine;

/// <summary>The write side of a session during one piece of work: SQL, and positions for the facts it announces.</summary>
public sealed class WriteTransaction
{
    private readonly Session session;
    private readonly ShardHeads heads;
    private readonly int shard;
    private readonly List<CommittedFact> facts;

    internal WriteTransaction(Session session, ShardHeads heads, int shard, List<CommittedFact> facts) =>
        (this.session, this.heads, this.shard, this.facts) = (session, heads, shard, facts);

    public Session Sql => session;

    public int Shard => shard;

    /// <summary>Takes the shard's next position for a fact. Listeners hear the facts after the commit, in this order.</summary>
    public long Announce(Fact fact)
    {
        var position = heads.Next(session, shard);
        facts.Add(new CommittedFact(shard, position, fact));
        return position;
    }

    /// <summary>Like <see cref="Announce(Fact)"/>, for a fact that names its own position.</summary>
    public long Announce(Func<long, Fact> fact)
    {
        var position = heads.Next(session, shard);
        facts.Add(new CommittedFact(shard, position, fact(position)));
        return position;
    }
}

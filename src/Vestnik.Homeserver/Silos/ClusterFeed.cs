using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Silos;

/// <summary>
/// Merges this silo's commits with the news of the others into the order of each shard's positions, and hands them to the
/// <see cref="CommitFeed"/>. News that never comes (its silo died, or a commit's outcome is unknown) is skipped when the
/// database shows that it was committed; the feed then says which shard was missed.
/// </summary>
internal sealed partial class ClusterFeed(CommitFeed feed, Neighbours neighbours, ILogger<ClusterFeed> log) : ICommitListener
{
    private ShardOrder[] shards = [];

    public void Opened(IReadOnlyList<long> heads)
    {
        shards = [.. heads.Select(head => new ShardOrder(head))];
        feed.Opened(heads);
    }

    public void Committed(IReadOnlyList<CommittedFact> facts)
    {
        Hear(facts);
        neighbours.Tell(facts);
    }

    public void Untold(int shard, long head) => Skip(shard, head);

    public void Hear(IReadOnlyList<CommittedFact> facts)
    {
        foreach (var ofShard in facts.GroupBy(fact => fact.Shard))
        {
            var order = shards[ofShard.Key];
            lock (order)
            {
                foreach (var fact in ofShard)
                {
                    order.Accept(fact);
                }

                HandOut(order);
            }
        }
    }

    /// <summary>
    /// The shards whose facts are not all here yet, measured against heads read from the database, with how far each has come.
    /// </summary>
    public IReadOnlyDictionary<int, long> Behind(IReadOnlyList<long> heads)
    {
        var behind = new Dictionary<int, long>();
        for (var shard = 0; shard < shards.Length; shard++)
        {
            lock (shards[shard])
            {
                if (shards[shard].Applied < heads[shard])
                {
                    behind.Add(shard, shards[shard].Applied);
                }
            }
        }

        return behind;
    }

    /// <summary>Gives up waiting for what is missing of a shard below a committed head.</summary>
    public void Skip(int shard, long head)
    {
        var order = shards[shard];
        lock (order)
        {
            if (order.Applied >= head)
            {
                return;
            }

            LogMissed(shard, order.Applied + 1, head);
            order.JumpTo(head);
            feed.Skip(shard, head);
            HandOut(order);
        }
    }

    private void HandOut(ShardOrder order)
    {
        List<CommittedFact>? ready = null;
        while (order.TryNext(out var fact))
        {
            (ready ??= []).Add(fact);
        }

        if (ready is not null)
        {
            feed.Committed(ready);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard}: news from {From} to {To} did not arrive; reading the database instead")]
    private partial void LogMissed(int shard, long from, long to);
}

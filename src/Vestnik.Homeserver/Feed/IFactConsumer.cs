namespace Vestnik.Homeserver.Feed;

/// <summary>Something in memory that follows the facts, such as the views of rooms or what waiting requests are interested in.</summary>
/// <remarks>Called on the committing thread: microseconds only. Facts of different shards may arrive at the same time.</remarks>
public interface IFactConsumer
{
    /// <summary>A committed fact. Its position is not visible to new tokens yet.</summary>
    void Apply(in CommittedFact fact);

    /// <summary>Facts of this shard were committed that this process did not hear of: forget what is built on the shard.</summary>
    void Missed(int shard)
    {
    }

    /// <summary>The facts applied before are visible in <see cref="CommitFeed.Heads"/>: wake whoever waits for them.</summary>
    void Visible()
    {
    }
}

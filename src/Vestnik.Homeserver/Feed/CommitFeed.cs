using System.Collections.Immutable;

namespace Vestnik.Homeserver.Feed;

/// <summary>
/// Carries committed facts to whatever this process keeps in memory, and only then moves the heads that tokens are made
/// of: a reader who takes the heads first and reads afterwards misses nothing.
/// </summary>
public sealed class CommitFeed : ICommitListener
{
    private long[] heads = [];

    // What consumers have applied; each shard has one committer at a time.
    private long[] applied = [];
    private ImmutableArray<IFactConsumer> consumers = [];

    /// <summary>The last visible position of each shard, copied.</summary>
    public long[] Heads
    {
        get
        {
            var copy = new long[heads.Length];
            for (var shard = 0; shard < copy.Length; shard++)
            {
                copy[shard] = Volatile.Read(ref heads[shard]);
            }

            return copy;
        }
    }

    public int Shards => heads.Length;

    public long HeadOf(int shard) => Volatile.Read(ref heads[shard]);

    /// <summary>Consumers hear facts in the order of their registration, for the life of the process.</summary>
    public void Register(IFactConsumer consumer) =>
        ImmutableInterlocked.Update(ref consumers, (known, added) => known.Add(added), consumer);

    public void Opened(IReadOnlyList<long> heads) => (this.heads, applied) = ([.. heads], [.. heads]);

    /// <summary>Facts up to this position of the shard were committed and will not be told: consumers forget what is built on it.</summary>
    public void Skip(int shard, long position)
    {
        applied[shard] = position;
        foreach (var consumer in consumers)
        {
            consumer.Missed(shard);
        }

        Volatile.Write(ref heads[shard], position);
        foreach (var consumer in consumers)
        {
            consumer.Visible();
        }
    }

    public void Untold(int shard, long head)
    {
        if (head > applied[shard])
        {
            Skip(shard, head);
        }
    }

    public void Committed(IReadOnlyList<CommittedFact> facts)
    {
        var all = consumers;
        foreach (var fact in facts)
        {
            var missed = fact.Position != applied[fact.Shard] + 1;
            applied[fact.Shard] = fact.Position;
            foreach (var consumer in all)
            {
                if (missed)
                {
                    consumer.Missed(fact.Shard);
                }

                consumer.Apply(in fact);
            }
        }

        foreach (var fact in facts)
        {
            Volatile.Write(ref heads[fact.Shard], fact.Position);
        }

        foreach (var consumer in all)
        {
            consumer.Visible();
        }
    }
}

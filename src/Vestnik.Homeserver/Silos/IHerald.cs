using Orleans.Concurrency;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Silos;

/// <summary>The ear of one silo. The key is the silo's address.</summary>
[Alias("Vestnik.IHerald")]
internal interface IHerald : IGrainWithStringKey
{
    /// <summary>What another silo has committed, shard by shard in the order of the positions.</summary>
    [Alias("HearAsync")]
    [AlwaysInterleave]
    Task HearAsync([Immutable] CommittedFact[] facts);

    /// <summary>A fact that must be obeyed before the call behind it answers, such as a revocation.</summary>
    [Alias("ObeyAsync")]
    [AlwaysInterleave]
    Task ObeyAsync([Immutable] Fact fact);
}

[PlacedOnItsSilo]
internal sealed class Herald(ClusterFeed feed, IEnumerable<IObeyFacts> obedient) : Grain, IHerald
{
    public Task HearAsync(CommittedFact[] facts)
    {
        feed.Hear(facts);
        return Task.CompletedTask;
    }

    public Task ObeyAsync(Fact fact)
    {
        foreach (var one in obedient)
        {
            one.Obey(fact);
        }

        return Task.CompletedTask;
    }
}

/// <summary>A cache that grants something, and forgets it when another silo says so.</summary>
public interface IObeyFacts
{
    void Obey(Fact fact);
}

using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Silos;

/// <summary>Hands what it hears to the feed, and what must be obeyed to the caches that grant.</summary>
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

using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Silos;

/// <summary>The other silos: each is told of every commit, in order, one message at a time.</summary>
/// <remarks>The runtime's services are asked for late: the archive opens before the silo has started.</remarks>
internal sealed class Neighbours(IServiceProvider services) : ISilos
{
    // A neighbour that is so far behind reads the database when it misses something.
    private const int LongestQueue = 10_000;

    private readonly ConcurrentDictionary<SiloAddress, Channel<IReadOnlyList<CommittedFact>>> queues = new();

    public bool AreNone => false;

    public void Tell(IReadOnlyList<CommittedFact> facts)
    {
        if (facts.Count == 0)
        {
            return;
        }

        foreach (var silo in Others())
        {
            queues.GetOrAdd(silo, Start).Writer.TryWrite(facts);
        }
    }

    public Task TellAllAsync(Fact fact, CancellationToken cancel) =>
        Task.WhenAll(Others().Select(silo => ObeyAsync(silo, fact, cancel)));

    public void Mention(Fact fact)
    {
        foreach (var silo in Others())
        {
            Herald(silo).ObeyAsync(fact).Ignore();
        }
    }

    // A silo that does not answer is told again until it does or has left the cluster: then it no longer serves.
    private async Task ObeyAsync(SiloAddress silo, Fact fact, CancellationToken cancel)
    {
        while (IsMember(silo))
        {
            try
            {
                await Herald(silo).ObeyAsync(fact).WaitAsync(TimeSpan.FromSeconds(2), cancel);
                return;
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                await Task.Delay(100, cancel);
            }
        }
    }

    private Channel<IReadOnlyList<CommittedFact>> Start(SiloAddress silo)
    {
        var queue = Channel.CreateBounded<IReadOnlyList<CommittedFact>>(
            new BoundedChannelOptions(LongestQueue) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });
        _ = PumpAsync(silo, queue);
        return queue;
    }

    private async Task PumpAsync(SiloAddress silo, Channel<IReadOnlyList<CommittedFact>> queue)
    {
        await Task.Yield();
        var batch = new List<CommittedFact>();
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < 1024 && queue.Reader.TryRead(out var facts))
            {
                batch.AddRange(facts);
            }

            try
            {
                await Herald(silo).HearAsync([.. batch]);
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                if (!IsMember(silo))
                {
                    queues.TryRemove(silo, out _);
                    return;
                }
            }
        }
    }

    private IHerald Herald(SiloAddress silo) =>
        services.GetRequiredService<IGrainFactory>().GetGrain<IHerald>(silo.ToParsableString());

    private bool IsMember(SiloAddress silo) =>
        services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatus(silo) is SiloStatus.Active or SiloStatus.Joining;

    private IEnumerable<SiloAddress> Others()
    {
        var oracle = services.GetRequiredService<ISiloStatusOracle>();
        return oracle.GetActiveSilos().Where(silo => !silo.Equals(oracle.SiloAddress));
    }
}

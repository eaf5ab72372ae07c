using Microsoft.Extensions.Hosting;

namespace Vestnik.Homeserver.Silos;

/// <summary>
/// Keeps a silo's memory level with the database: before it answers a request of somebody who may have written through
/// another silo, and from time to time, for news that never came.
/// </summary>
internal sealed class CatchUp(ClusterFeed feed, ICommittedHeads committed, TimeProvider clock) : BackgroundService, ICatchUp
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    public async ValueTask WithCommittedAsync(CancellationToken cancel)
    {
        var heads = await committed.ReadAsync(cancel);
        var started = clock.GetTimestamp();
        while (feed.Behind(heads) is { Count: > 0 } behind)
        {
            if (clock.GetElapsedTime(started) > Patience)
            {
                foreach (var shard in behind.Keys)
                {
                    feed.Skip(shard, heads[shard]);
                }

                return;
            }

            await Task.Delay(Step, clock, cancel);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var everySecond = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        while (await everySecond.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WithCommittedAsync(stoppingToken);
            }
            catch (Feed.StoreUnavailableException)
            {
                // The database is away: there is nothing to be level with, and the next second asks again.
            }
        }
    }
}

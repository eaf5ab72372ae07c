using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Search;

/// <summary>
/// Reads the log into the index behind everything else: whoever sends does not wait for it, and while many send it takes small
/// bites. Whoever searches waits until it has read what was there when they asked.
/// </summary>
public sealed partial class SearchProjection(ISearchIndex index, CommitFeed commits, TimeProvider clock, ILogger<SearchProjection> log) : BackgroundService
{
    private const int Bite = 200;

    /// <summary>So many positions of a shard within one period are many.</summary>
    private const long Many = 200;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<int, long> applied = [];

    /// <summary>Reads everything that is committed now; gives up when cancelled, without harm.</summary>
    public async Task CatchUpAsync(CancellationToken cancel)
    {
        var heads = commits.Heads;
        for (var shard = 0; shard < heads.Length; shard++)
        {
            while (await StepAsync(shard, heads[shard], cancel))
            {
                cancel.ThrowIfCancellationRequested();
            }
        }
    }

    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var period = new PeriodicTimer(Period, clock);
        var before = commits.Heads;
        try
        {
            while (await period.WaitForNextTickAsync(stoppingToken))
            {
                var heads = commits.Heads;
                for (var shard = 0; shard < heads.Length; shard++)
                {
                    var busy = shard < before.Length && heads[shard] - before[shard] > Many;
                    while (await TryStepAsync(shard, heads[shard], stoppingToken) && !busy)
                    {
                        stoppingToken.ThrowIfCancellationRequested();
                    }
                }

                before = heads;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; the position says where to go on.
        }
    }

    private async Task<bool> TryStepAsync(int shard, long upTo, CancellationToken cancel)
    {
        try
        {
            return await StepAsync(shard, upTo, cancel);
        }
        catch (StoreUnavailableException unavailable)
        {
            LogUnavailable(unavailable);
            return false;
        }
    }

    /// <summary>False when there is nothing more to read up to this position.</summary>
    private async Task<bool> StepAsync(int shard, long upTo, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            var from = applied.TryGetValue(shard, out var known) ? known : await index.PositionAsync(shard, cancel);
            if (from >= upTo)
            {
                applied[shard] = from;
                return false;
            }

            var page = await index.ReadAsync(shard, from, upTo, Bite, cancel);
            if (await index.ApplyAsync(shard, from, page.Reached, [.. page.Events.Select(TextOf).OfType<IndexedText>()]))
            {
                applied[shard] = page.Reached;
            }
            else
            {
                // Another silo was faster.
                applied.Remove(shard);
            }

            return true;
        }
        finally
        {
            gate.Release();
        }
    }

    private static IndexedText? TextOf(LoggedEvent logged) => SearchedText.Of(logged.Event) is not { } searched ? null : new IndexedText
    {
        Room = logged.Room,
        Sequence = logged.Sequence,
        IsEdit = searched.IsEdit,
        Field = searched.Field,
        SentAt = logged.Event.OriginServerTimestamp,
        Weights = StemmedText.WeightsOf(searched.Text),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index could not be written; it is tried again")]
    private partial void LogUnavailable(Exception cause);
}

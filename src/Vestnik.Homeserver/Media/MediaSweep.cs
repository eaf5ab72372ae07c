using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Media;

/// <summary>Finishes or removes what a crash has left of uploads, and forgets reserved names that nobody used.</summary>
public sealed partial class MediaSweep(IMediaStore store, IMediaFiles files, TimeProvider clock, ILogger<MediaSweep> log) : BackgroundService
{
    // Longer than any upload takes: a file this old has no request any more, on whichever silo it was.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(6);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public async Task SweepAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var name in files.Unsettled(now - Abandoned))
        {
            if (await store.IsRecordedAsync(name, cancel))
            {
                files.Settle(name);
            }
            else
            {
                files.Discard(name);
            }
        }

        await store.ForgetUnusedAsync(now.ToUnixTimeMilliseconds());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is StoreUnavailableException or IOException)
            {
                LogPostponed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeping the media folder is postponed")]
    private partial void LogPostponed(Exception cause);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Silos;

namespace Vestnik.Homeserver.Timers;

/// <summary>Looks every few seconds for timers that are due, takes them under a lease, and does what they are for.</summary>
internal sealed partial class TimerSweep(
    ITimers timers, IEnumerable<ITimerKind> kinds, Errands errands, ISilos silos, TimeProvider clock, ILogger<TimerSweep> log) : BackgroundService
{
    private const int AtOnce = 100;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var period = new PeriodicTimer(Period, clock);
        var prepared = false;
        try
        {
            if (silos.AreNone)
            {
                await timers.EndLeasesAsync();
            }

            while (await period.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    prepared = prepared || await SetStandingAsync();
                    foreach (var timer in await timers.TakeAsync(clock.GetUtcNow(), Lease, AtOnce))
                    {
                        await errands.RunAsync(timer, stoppingToken);
                    }
                }
                catch (StoreUnavailableException unavailable)
                {
                    LogUnavailable(unavailable);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what is due waits in its row.
        }
    }

    private async Task<bool> SetStandingAsync()
    {
        foreach (var kind in kinds)
        {
            if (kind.StandingKey is { } key)
            {
                await timers.SetAsync(kind.Kind, key, clock.GetUtcNow());
            }
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The timers could not be read; they are tried again")]
    private partial void LogUnavailable(Exception cause);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Timers;

/// <summary>Looks every few seconds for timers that are due, takes them under a lease, and does what they are for.</summary>
internal sealed partial class TimerSweep(
    ITimers timers, IEnumerable<ITimerKind> kinds, TimeProvider clock, ILogger<TimerSweep> log) : BackgroundService
{
    private const int AtOnce = 100;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, ITimerKind> byName = kinds.ToDictionary(kind => kind.Kind, StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var period = new PeriodicTimer(Period, clock);
        var standing = false;
        try
        {
            while (await period.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    standing = standing || await SetStandingAsync();
                    await SweepAsync(stoppingToken);
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
        foreach (var kind in byName.Values)
        {
            if (kind.StandingKey is { } key)
            {
                await timers.SetAsync(kind.Kind, key, clock.GetUtcNow());
            }
        }

        return true;
    }

    private async Task SweepAsync(CancellationToken cancel)
    {
        foreach (var timer in await timers.TakeAsync(clock.GetUtcNow(), Lease, AtOnce))
        {
            await timers.SettleAsync(timer, await RunAsync(timer, cancel));
        }
    }

    private async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel)
    {
        if (!byName.TryGetValue(timer.Kind, out var kind))
        {
            return null;
        }

        try
        {
            return await kind.RunAsync(timer, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, timer.Kind);
            return clock.GetUtcNow() + AfterFailure;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The timers could not be read; they are tried again")]
    private partial void LogUnavailable(Exception cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer of kind {Kind} failed; it is tried again")]
    private partial void LogFailed(Exception cause, string kind);
}

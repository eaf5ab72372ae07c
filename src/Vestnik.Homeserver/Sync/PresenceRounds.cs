using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Sync;

/// <summary>Tells once a second who has come, gone or become idle: whoever waits is woken once for all of them.</summary>
internal sealed partial class PresenceRounds(Presence presence, PresenceNews news, TimeProvider clock, ILogger<PresenceRounds> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!presence.IsKept)
        {
            return;
        }

        using var period = new PeriodicTimer(Period, clock);
        try
        {
            while (await period.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await news.TellAsync(presence.Turn(), stoppingToken);
                }
                catch (Exception lost) when (lost is StoreUnavailableException or OrleansException or TimeoutException)
                {
                    LogLost(lost);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops, and with it everybody's connection.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who came or went could not be told; the next change is")]
    private partial void LogLost(Exception cause);
}

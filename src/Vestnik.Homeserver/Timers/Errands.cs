using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Timers;

/// <summary>Does what timers are for: when the sweep finds them due, and at once where somebody waits for it.</summary>
/// <remarks>The kinds are asked for late, because some of them change things that errands follow from.</remarks>
public sealed partial class Errands(
    ITimers timers, IServiceProvider services, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Errands> log)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    private readonly Lazy<Dictionary<string, ITimerKind>> kinds = new(
        () => services.GetServices<ITimerKind>().ToDictionary(kind => kind.Kind, StringComparer.Ordinal));

    /// <summary>Begins an errand whose timer has been set. Whoever asks waits no longer than their patience; it goes on without them.</summary>
    public Task HurryAsync(Errand errand, TimeSpan patience) =>
        Task.WhenAny(HurryAsync(errand), Task.Delay(patience, clock));

    /// <summary>Does what a taken timer is for, and settles it.</summary>
    public async Task RunAsync(DueTimer timer, CancellationToken cancel) =>
        await timers.SettleAsync(timer, await TryAsync(timer, cancel));

    private async Task HurryAsync(Errand errand)
    {
        try
        {
            if (await timers.TakeAsync(errand, clock.GetUtcNow(), Lease) is { } timer)
            {
                await RunAsync(timer, lifetime.ApplicationStopping);
            }
        }
        catch (Exception left) when (left is StoreUnavailableException or OperationCanceledException or ObjectDisposedException)
        {
            LogLeft(left, errand.Kind);
        }
    }

    private async Task<DateTimeOffset?> TryAsync(DueTimer timer, CancellationToken cancel)
    {
        if (!kinds.Value.TryGetValue(timer.Kind, out var kind))
        {
            return null;
        }

        try
        {
            return await kind.RunAsync(timer, cancel);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ObjectDisposedException))
        {
            LogFailed(failure, timer.Kind);
            return clock.GetUtcNow() + AfterFailure;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Work of kind {Kind} was begun and is left to the timers")]
    private partial void LogLeft(Exception cause, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer of kind {Kind} failed; it is tried again")]
    private partial void LogFailed(Exception cause, string kind);
}

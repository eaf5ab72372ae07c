using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Silos;

namespace Vestnik.Homeserver.Push;

/// <summary>
/// Hands over what pushers are owed, many pushers at a time and each one's in order. A row goes when the gateway has taken it: after
/// a crash in between it is sent once more, with the same event id.
/// </summary>
internal sealed partial class PushDelivery(
    IOwedPushes queue, PusherOwners owners, PushLetters letters, IPushGateway gateway, ISilos silos, TimeProvider clock, ILogger<PushDelivery> log) : BackgroundService
{
    private const int AtOnce = 32;
    private const int Page = 20;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Shift = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim places = new(AtOnce);

    /// <summary>Something is owed.</summary>
    public void Wake() => news.Writer.TryWrite(true);

    public override void Dispose()
    {
        places.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var prepared = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!prepared && silos.AreNone)
                {
                    await queue.EndLeasesAsync();
                }

                prepared = true;
                await (owners.AreNone ? Task.CompletedTask : DeliverDueAsync(stoppingToken));
                await WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // What is owed waits in its rows.
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogUnavailable(failure);
                await Task.WhenAny(Task.Delay(Period, clock, stoppingToken));
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        using var period = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var due = Task.Delay(Period, clock, period.Token);
        var woken = news.Reader.WaitToReadAsync(period.Token).AsTask();
        await Task.WhenAny(due, woken);
        await period.CancelAsync();
        news.Reader.TryRead(out _);
        cancel.ThrowIfCancellationRequested();
    }

    private async Task DeliverDueAsync(CancellationToken cancel)
    {
        while (places.CurrentCount > 0)
        {
            var taken = await queue.TakeAsync(clock.GetUtcNow(), Lease, places.CurrentCount);
            foreach (var pusher in taken)
            {
                await places.WaitAsync(cancel);
                _ = ServeAsync(pusher, cancel);
            }

            if (taken.Count == 0)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(DuePusher pusher, CancellationToken cancel)
    {
        try
        {
            if (await SendAllAsync(pusher, cancel))
            {
                await queue.RestAsync(pusher, clock.GetUtcNow());
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or ObjectDisposedException)
        {
            // The server stops: the lease ends by itself.
        }
        catch (Exception failure)
        {
            LogFailed(failure, pusher.Id);
        }
        finally
        {
            places.Release();
            Wake();
        }
    }

    /// <summary>False when the pusher has been given back or has ended.</summary>
    private async Task<bool> SendAllAsync(DuePusher pusher, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < Shift && await queue.OfAsync(pusher, Page, cancel) is { Count: > 0 } owed)
        {
            foreach (var push in owed)
            {
                if (await letters.OfAsync(pusher, push, cancel) is not { } letter)
                {
                    await queue.DropAsync(pusher, [push]);
                }
                else if (!await SendAsync(pusher, push, letter, cancel))
                {
                    return false;
                }
                else
                {
                    pusher = pusher with { Reads = 0, Badge = letter.Badge };
                }
            }
        }

        return pusher.Reads == 0 || await SendCountsAsync(pusher, cancel);
    }

    private async Task<bool> SendCountsAsync(DuePusher pusher, CancellationToken cancel)
    {
        var letter = await letters.OfCountsAsync(pusher, cancel);
        if (letter.Badge != pusher.Badge)
        {
            return await SendAsync(pusher, null, letter, cancel);
        }

        await queue.DeliveredAsync(pusher, null, letter.Badge, clock.GetUtcNow());
        return true;
    }

    private async Task<bool> SendAsync(DuePusher pusher, OwedPush? push, PushLetter letter, CancellationToken cancel)
    {
        var answer = await gateway.NotifyAsync(letter.Gateway, letter.Body, cancel);
        if (answer.Rejected.Contains(pusher.Pusher.PushKey, StringComparer.Ordinal))
        {
            await queue.RejectAsync(pusher);
            return false;
        }

        if (answer.Problem is { } problem)
        {
            LogProblem(pusher.Id, problem);
            await queue.RetryAsync(pusher, clock.GetUtcNow() + PushBackOff.After(pusher.Failures, answer.RetryAfter));
            return false;
        }

        await queue.DeliveredAsync(pusher, push, letter.Badge, clock.GetUtcNow());
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What pushers are owed could not be read; it is tried again")]
    private partial void LogUnavailable(Exception cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Pusher {Pusher} could not be served; it is tried again when its lease ends")]
    private partial void LogFailed(Exception cause, long pusher);

    [LoggerMessage(Level = LogLevel.Information, Message = "The gateway of pusher {Pusher} did not take a notification: {Problem}")]
    private partial void LogProblem(long pusher, PushProblem problem);
}

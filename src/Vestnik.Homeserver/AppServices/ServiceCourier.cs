using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Vestnik.Homeserver.AppServices;

/// <summary>
/// Brings one application service its transactions, one after the other: the next is made when the last is confirmed. A
/// transaction is on disk before it is sent, and is sent until it is confirmed, the same to the byte and under the same number.
/// While a service is away nothing piles up for it: the log waits.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#pushing-events</remarks>
internal sealed partial class ServiceCourier(
    AppService service, ServiceGathering gathering, IServiceQueues queues, IServiceLink link, TimeProvider clock, ILogger<ServiceCourier> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    // Positions reached without anything to tell are noted now and then only: what is looked through twice harms nobody.
    private const long UnnotedAtMost = 10_000;

    private ServiceProgress? queue;
    private IReadOnlyList<long> positions = [];
    private DateTimeOffset notBefore;
    private int failures;

    /// <summary>The service did not answer lately, and is left in peace for a while.</summary>
    public bool Rests => clock.GetUtcNow() < notBefore;

    /// <summary>The service has shown that it is there.</summary>
    public void Wake() => (notBefore, failures) = (default, 0);

    /// <summary>Tells all there is to tell.</summary>
    public async Task WorkAsync(CancellationToken cancel)
    {
        try
        {
            while (!Rests && !cancel.IsCancellationRequested && await StepAsync(cancel))
            {
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The post moves or closes; what was not confirmed is brought again from the next one.
        }
        catch (Exception failure)
        {
            LogFailed(failure, service.Id);
            queue = null;
            Rest();
        }
    }

    /// <returns>True when there may be more to do.</returns>
    private async Task<bool> StepAsync(CancellationToken cancel)
    {
        if (queue is null)
        {
            gathering.StartAnew();
            queue = await queues.FindAsync(service.Id, cancel);
            if (queue is null)
            {
                return false;
            }

            positions = queue.Positions;
        }

        if (queue.Unconfirmed is { } body)
        {
            return await SendAsync(queue, body, cancel);
        }

        var gathered = await gathering.GatherAsync(positions, cancel);
        positions = gathered.Positions;
        if (gathered.Body is { } next)
        {
            await ReplaceAsync(queue, new() { Transaction = queue.Transaction + 1, Unconfirmed = next, Positions = positions });
            return true;
        }

        if (positions.Sum() - queue.Positions.Sum() > UnnotedAtMost)
        {
            await ReplaceAsync(queue, queue with { Positions = positions });
        }

        return !gathered.IsAll;
    }

    private async Task<bool> SendAsync(ServiceProgress sent, byte[] body, CancellationToken cancel)
    {
        var number = sent.Transaction.ToString(CultureInfo.InvariantCulture);
        var answer = await link.AskAsync(
            service,
            new()
            {
                Method = "PUT",
                Path = $"/_matrix/app/v1/transactions/{number}",
                OldPath = $"/transactions/{number}",
                Body = body,
                Patience = Patience,
            },
            cancel);
        if (!answer.IsSuccess)
        {
            Rest();
            LogNotTaken(service.Id, answer.Reach, answer.Status, failures);
            return false;
        }

        Wake();
        await ReplaceAsync(sent, sent with { Unconfirmed = null });
        return true;
    }

    // Where another silo has gone on meanwhile, its state is read again.
    private async Task ReplaceAsync(ServiceProgress known, ServiceProgress next) =>
        queue = await queues.ReplaceAsync(service.Id, known, next) ? next : null;

    private void Rest()
    {
        var rest = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures++, 16)));
        notBefore = clock.GetUtcNow() + (rest < LongestRest ? rest : LongestRest);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Application service {Service} did not take a transaction ({Reach}, status {Status}), for the {Times}. time")]
    private partial void LogNotTaken(string service, ServiceReach reach, int status, int times);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What application service {Service} is to be told could not be read or noted; it is tried again")]
    private partial void LogFailed(Exception cause, string service);
}

using System.Buffers;
using System.Text;
using System.Text.Json;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.AppServices;

/// <summary>Tries whether this server reaches an application service and is believed there.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#pinging</remarks>
public sealed class ServicePing(IServiceLink link, IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="service">Whom to ping.</param>
    /// <param name="transaction">Its word, which it hears again; null for none.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>How long it took; <c>M_URL_NOT_SET</c>, <c>M_CONNECTION_FAILED</c>, <c>M_CONNECTION_TIMEOUT</c> or <c>M_BAD_STATUS</c>.</returns>
    public async Task<PingResult> PingAsync(AppService service, string? transaction, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (service.Url is null)
        {
            return new(MatrixError.Of("M_URL_NOT_SET", 400, "The registration of the application service has no address."));
        }

        var started = clock.GetTimestamp();
        var answer = await link.AskAsync(
            service, new() { Method = "POST", Path = "/_matrix/app/v1/ping", Body = BodyOf(transaction), Patience = Patience }, cancel);
        if (answer.IsSuccess)
        {
            // Whoever was left in peace for not answering hears at once what there is.
            await grains.GetGrain<IServicePost>(service.Id).WakeAsync();
            return new(clock.GetElapsedTime(started));
        }

        return answer.Reach switch
        {
            ServiceReach.TooSlow => new(MatrixError.Of("M_CONNECTION_TIMEOUT", 504, "The application service did not answer in time.")),
            ServiceReach.Unreachable => new(MatrixError.Of("M_CONNECTION_FAILED", 502, "The application service cannot be reached.")),
            _ => new(MatrixError.Of("M_BAD_STATUS", 502, "The application service did not take the ping."))
            {
                Status = answer.Status,
                Body = Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(answer.Body.Length, 4096)]),
            },
        };
    }

    private static ReadOnlyMemory<byte> BodyOf(string? transaction)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            if (transaction is not null)
            {
                json.WriteString("transaction_id"u8, transaction);
            }

            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }
}

/// <param name="Outcome">How long the ping took, or why it failed.</param>
public sealed record PingResult(Outcome<TimeSpan> Outcome)
{
    /// <summary>What the service answered instead; null where it did not answer.</summary>
    public int? Status { get; init; }

    /// <summary>The beginning of its answer's body.</summary>
    public string? Body { get; init; }
}

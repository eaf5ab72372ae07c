using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.AppServices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.AppServices;

/// <summary><c>POST /_matrix/client/v1/appservice/{appserviceId}/ping</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#post_matrixclientv1appserviceappserviceidping</remarks>
public sealed class PingService : IEndpoint
{
    private const int LongestTransaction = 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v1/appservice/{appserviceId}/ping", HandleAsync);

    internal sealed record Request(string? TransactionId);

    internal sealed record Response(long DurationMs);

    private static async Task<IResult> HandleAsync(
        string appserviceId, Body<Request> body, Requester requester, ServicePing ping, CancellationToken cancel)
    {
        if (requester.AppService is not { } service || service.Id != appserviceId)
        {
            return MatrixError.Forbidden("The token is not that of this application service.").ToResponse();
        }

        if (body.Value.TransactionId?.Length > LongestTransaction)
        {
            return MatrixError.InvalidParam($"The transaction_id has at most {LongestTransaction} characters.").ToResponse();
        }

        var result = await ping.PingAsync(service, body.Value.TransactionId, cancel);
        return result.Outcome.Match<IResult>(
            time => TypedResults.Ok(new Response((long)time.TotalMilliseconds)),
            refusal => result.Status is null ? refusal.ToResponse() : Explain(refusal, result));
    }

    private static RawAnswer Explain(MatrixError refusal, PingResult result)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("errcode"u8, refusal.Code);
            json.WriteString("error"u8, refusal.Message);
            json.WriteNumber("status"u8, result.Status!.Value);
            json.WriteString("body"u8, result.Body);
            json.WriteEndObject();
        }

        return new RawAnswer(body.WrittenMemory, refusal.Status);
    }
}

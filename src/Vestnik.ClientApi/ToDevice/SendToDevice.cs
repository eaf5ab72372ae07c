using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Keys;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Json;

namespace Vestnik.ClientApi.ToDevice;

/// <summary><c>PUT /_matrix/client/v3/sendToDevice/{eventType}/{txnId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3sendtodeviceeventtypetxnid</remarks>
public sealed class SendToDevice : IEndpoint
{
    private const int LongestName = 255;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/sendToDevice/{eventType}/{txnId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string eventType, string txnId, RawJson body, Requester requester, ToDeviceSending sending, TimeProvider clock)
    {
        if (Encoding.UTF8.GetByteCount(eventType) > LongestName || Encoding.UTF8.GetByteCount(txnId) > LongestName)
        {
            return MatrixError.InvalidParam("The event type and the transaction id may have at most 255 bytes each.").ToResponse();
        }

        if (!StrictJson.Parse(body, JsonNumbers.Any).Accepted(out var json, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (!json.TryGetProperty("messages", out var messages))
        {
            return MatrixError.MissingParam("The messages are missing.").ToResponse();
        }

        var request = new ToDeviceRequest
        {
            Sender = requester.UserId,
            SessionId = requester.SessionId,
            Type = eventType,
            TransactionId = txnId,
            SentAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        return (await sending.SendAsync(request, messages)).ToEmptyResponse();
    }
}

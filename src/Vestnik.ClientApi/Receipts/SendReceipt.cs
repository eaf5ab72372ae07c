using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Receipts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Receipts;

/// <summary><c>POST /_matrix/client/v3/rooms/{roomId}/receipt/{receiptType}/{eventId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidreceiptreceipttypeeventid</remarks>
public sealed class SendReceipt : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/rooms/{roomId}/receipt/{receiptType}/{eventId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        RoomId roomId, string receiptType, EventId eventId, OptionalObjectBody body, Requester requester, Reading reading, CancellationToken cancel)
    {
        string? thread = null;
        using (var parsed = JsonDocument.Parse(body.Bytes))
        {
            if (parsed.RootElement.TryGetProperty("thread_id", out var named))
            {
                thread = named.ValueKind == JsonValueKind.String ? named.GetString() : "";
            }
        }

        return thread is ""
            ? MatrixError.InvalidParam("The thread_id must be a string that is not empty.").ToResponse()
            : (await reading.ReadAsync(requester.UserId, roomId, receiptType, eventId, thread, cancel)).ToEmptyResponse();
    }
}

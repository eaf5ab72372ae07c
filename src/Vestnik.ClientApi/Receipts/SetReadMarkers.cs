using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Receipts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Receipts;

/// <summary><c>POST /_matrix/client/v3/rooms/{roomId}/read_markers</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidread_markers</remarks>
public sealed class SetReadMarkers : IEndpoint
{
    private static readonly string[] Markers = [Reading.FullyRead, Receipt.Public, Receipt.Private];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/rooms/{roomId}/read_markers", HandleAsync);

    private static async Task<IResult> HandleAsync(
        RoomId roomId, ObjectBody body, Requester requester, Reading reading, CancellationToken cancel)
    {
        using var parsed = JsonDocument.Parse(body.Bytes);
        foreach (var marker in Markers)
        {
            if (!parsed.RootElement.TryGetProperty(marker, out var named))
            {
                continue;
            }

            if (named.ValueKind != JsonValueKind.String || !EventId.TryParse(named.GetString(), out var eventId))
            {
                return MatrixError.InvalidParam("A read marker names an event by its id.").ToResponse();
            }

            var read = await reading.ReadAsync(requester.UserId, roomId, marker, eventId, null, cancel);
            if (!read.Accepted(out _, out var refusal))
            {
                return refusal.ToResponse();
            }
        }

        return Responses.Empty;
    }
}

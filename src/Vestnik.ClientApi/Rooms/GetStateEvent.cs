using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/rooms/{roomId}/state/{eventType}/{stateKey}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3roomsroomidstateeventtypestatekey</remarks>
public sealed class GetStateEvent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/rooms/{roomId}/state/{eventType}/{stateKey?}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, string eventType, string? stateKey, string? format,
        RoomReading reading, TimeProvider clock, CancellationToken cancel)
    {
        if (format is not (null or "content" or "event"))
        {
            return MatrixError.InvalidParam("The format is \"content\" or \"event\".").ToResponse();
        }

        if (!(await reading.OpenAsync(roomId, requester.UserId, cancel)).Accepted(out var access, out var refusal))
        {
            return refusal.ToResponse();
        }

        if ((await reading.StateAsync(access, cancel)).At(eventType, stateKey ?? "") is not { } placed)
        {
            return MatrixError.NotFound("The room has no such piece of state.").ToResponse();
        }

        return format == "event"
            ? EventsJson.One(placed, EventsJson.ReaderOf(requester, roomId, clock))
            : new RawAnswer(placed.Event.Content);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>PUT /_matrix/client/v3/directory/list/room/{roomId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3directorylistroomroomid</remarks>
public sealed class SetPublication : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/directory/list/room/{roomId}", HandleAsync);

    internal sealed record Request(string? Visibility);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, Body<Request> body, PublicRooms rooms, CancellationToken cancel) =>
        body.Value.Visibility is null or "public" or "private"
            ? (await rooms.SetAsync(roomId, requester.UserId, body.Value.Visibility != "private", cancel)).ToEmptyResponse()
            : MatrixError.InvalidParam("The visibility is \"public\" or \"private\".").ToResponse();
}

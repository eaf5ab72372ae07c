using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>POST /_matrix/client/v3/rooms/{roomId}/leave</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidleave</remarks>
public sealed class LeaveRoom : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/client/v3/rooms/{roomId}/leave", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, Body<MembershipRequest> body, RoomDoor door, CancellationToken cancel) =>
        (await door.LeaveAsync(requester.AsVisitor(), roomId, body.Value.Reason, cancel)).ToEmptyResponse();
}

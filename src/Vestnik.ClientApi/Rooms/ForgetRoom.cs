using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>POST /_matrix/client/v3/rooms/{roomId}/forget</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidforget</remarks>
public sealed class ForgetRoom : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/client/v3/rooms/{roomId}/forget", HandleAsync);

    private static async Task<IResult> HandleAsync(Requester requester, RoomId roomId, IMemberships memberships) =>
        await memberships.ForgetAsync(requester.UserId, roomId)
            ? Responses.Empty
            : MatrixError.Unknown("Leave the room before you forget it.").ToResponse();
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>POST /_matrix/client/v3/knock/{roomIdOrAlias}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3knockroomidoralias</remarks>
public sealed class KnockOnRoom : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/client/v3/knock/{roomIdOrAlias}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, string roomIdOrAlias, Body<MembershipRequest> body, RoomDoor door, RoomNames names, CancellationToken cancel)
    {
        if (!(await names.FindAsync(roomIdOrAlias, cancel)).Accepted(out var room, out var refusal))
        {
            return refusal.ToResponse();
        }

        return (await door.KnockAsync(requester.AsVisitor(), room, body.Value.Reason, cancel)).ToResponse(RoomAnswer.Of);
    }
}

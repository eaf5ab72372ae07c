using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>POST /_matrix/client/v3/rooms/{roomId}/invite</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidinvite</remarks>
public sealed class InviteUser : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/client/v3/rooms/{roomId}/invite", HandleAsync);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, Body<MembershipRequest> body, RoomDoor door, CancellationToken cancel)
    {
        if (!body.Value.Target().Accepted(out var target, out var refusal))
        {
            return refusal.ToResponse();
        }

        return (await door.InviteAsync(requester.AsVisitor(), roomId, target, body.Value.Reason, cancel)).ToEmptyResponse();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Events;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/joined_rooms</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3joined_rooms</remarks>
public sealed class GetJoinedRooms : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/joined_rooms", HandleAsync);

    internal sealed record Response(IReadOnlyList<string> JoinedRooms);

    private static async Task<IResult> HandleAsync(Requester requester, IMemberships memberships, CancellationToken cancel)
    {
        var rooms = await memberships.OfAsync(requester.UserId, cancel);
        return TypedResults.Ok(new Response(
            [.. rooms.Where(room => room.Membership == Membership.Join).Select(room => room.Room.ToString())]));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/publicRooms</c>, open to everybody.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3publicrooms</remarks>
public sealed class ListPublicRooms : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/publicRooms", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string? limit, string? since, string? server, PublicRooms rooms, HomeserverOptions options, CancellationToken cancel)
    {
        if (!Limits.Read(limit, PublicRoomsAnswer.MaximumLimit, PublicRoomsAnswer.MaximumLimit).Accepted(out var wanted, out var refusal))
        {
            return refusal.ToResponse();
        }

        return await PublicRoomsAnswer.OfAsync(rooms, options, new PublicRoomQuestion(), new(since, wanted, server), cancel);
    }
}

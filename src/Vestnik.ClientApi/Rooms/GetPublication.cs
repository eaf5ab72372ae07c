using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms.Previewing;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/directory/list/room/{roomId}</c>, open to everybody.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3directorylistroomroomid</remarks>
public sealed class GetPublication : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/directory/list/room/{roomId}", HandleAsync);

    internal sealed record Response(string Visibility);

    private static async Task<IResult> HandleAsync(RoomId roomId, PublicRooms rooms, CancellationToken cancel) =>
        (await rooms.HasAsync(roomId, cancel)).ToResponse(isPublic => new Response(isPublic ? "public" : "private"));
}

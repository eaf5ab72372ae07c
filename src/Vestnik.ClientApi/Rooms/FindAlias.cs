using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>GET /_matrix/client/v3/directory/room/{roomAlias}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3directoryroomroomalias</remarks>
public sealed class FindAlias : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/directory/room/{roomAlias}", HandleAsync);

    internal sealed record Response(string RoomId, IReadOnlyList<string> Servers);

    private static async Task<IResult> HandleAsync(RoomAlias roomAlias, RoomNames names, HomeserverOptions options, CancellationToken cancel) =>
        (await names.FindAsync(roomAlias, cancel)).ToResponse(room => new Response(room.ToString(), [options.ServerName.ToString()]));
}

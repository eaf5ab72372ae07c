using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Media;

/// <summary><c>GET /_matrix/media/v3/download/…</c> and <c>/_matrix/media/v3/thumbnail/…</c>, the old ways without a token</summary>
/// <remarks>
/// They are frozen, as the spec asks: nothing on this server is from before the freeze, so nothing is found.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#content-repo-client-behaviour
/// </remarks>
public sealed class GetFrozenContent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_matrix/media/v3/download/{serverName}/{mediaId}", Handle);
        routes.MapGet("/_matrix/media/v3/download/{serverName}/{mediaId}/{fileName}", Handle);
        routes.MapGet("/_matrix/media/v3/thumbnail/{serverName}/{mediaId}", Handle);
    }

    private static IResult Handle() =>
        MatrixError.NotFound("Media is given only to people who are signed in: use the paths below /_matrix/client/v1/media.").ToResponse();
}

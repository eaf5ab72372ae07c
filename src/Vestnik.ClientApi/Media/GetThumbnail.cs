using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Media;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Media;

/// <summary><c>GET /_matrix/client/v1/media/thumbnail/{serverName}/{mediaId}</c></summary>
/// <remarks>
/// This server makes no thumbnails: clients fall back to the whole content.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1mediathumbnailservernamemediaid
/// </remarks>
public sealed class GetThumbnail : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v1/media/thumbnail/{serverName}/{mediaId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string serverName, string mediaId, Requester requester, ContentRepository repository, CancellationToken cancel)
    {
        _ = requester;
        if (!ServerName.TryParse(serverName, out var server) || !MediaId.TryParse(mediaId, out var id))
        {
            return MatrixError.NotFound("There is no such media.").ToResponse();
        }

        return (await repository.FindAsync(server, id, TimeSpan.Zero, cancel)).Accepted(out _, out var refusal)
            ? MatrixError.Unknown("This server cannot make a thumbnail of this content; download it as a whole.").ToResponse()
            : refusal.ToResponse();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Media;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Media;

/// <summary><c>GET /_matrix/client/v1/media/download/{serverName}/{mediaId}</c>, <c>…/{fileName}</c></summary>
/// <remarks>
/// Parts, conditions and HEAD as in RFC 9110; who asks for several parts at once gets the whole.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1mediadownloadservernamemediaid
/// </remarks>
public sealed class DownloadContent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods("/_matrix/client/v1/media/download/{serverName}/{mediaId}", reading, HandleAsync);
        routes.MapMethods("/_matrix/client/v1/media/download/{serverName}/{mediaId}/{fileName}", reading, HandleAsync);
    }

    private static async Task<IResult> HandleAsync(
        HttpContext context, string serverName, string mediaId, string? fileName, [FromQuery(Name = "timeout_ms")] long? timeout,
        Requester requester, ContentRepository repository, CancellationToken cancel)
    {
        _ = requester;
        if (!ServerName.TryParse(serverName, out var server) || !MediaId.TryParse(mediaId, out var id))
        {
            return MatrixError.NotFound("There is no such media.").ToResponse();
        }

        if (!(await repository.FindAsync(server, id, ContentAnswer.PatienceOf(timeout), cancel)).Accepted(out var media, out var refusal))
        {
            return refusal.ToResponse();
        }

        return await repository.OpenAsync(media, cancel) is { } content
            ? ContentAnswer.Of(context, media.ContentType, fileName ?? media.FileName, media.File!, content)
            : MatrixError.NotFound("The media has been lost from this server.").ToResponse();
    }
}

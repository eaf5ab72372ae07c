using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Media;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Media;

/// <summary><c>PUT /_matrix/media/v3/upload/{serverName}/{mediaId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixmediav3uploadservernamemediaid</remarks>
public sealed class UploadToName : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/media/v3/upload/{serverName}/{mediaId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string serverName, string mediaId, string? filename, Requester requester,
        ContentRepository repository, HomeserverOptions options, CancellationToken cancel)
    {
        if (!ServerName.TryParse(serverName, out var server) || server != options.ServerName || !MediaId.TryParse(mediaId, out var id))
        {
            return MatrixError.NotFound("No upload is awaited under this name.").ToResponse();
        }

        if (!Upload.Begin(context, filename, repository.LargestUpload).Accepted(out var description, out var refusal))
        {
            return refusal.ToResponse();
        }

        return (await repository.FillAsync(requester.UserId, id, description, context.Request.Body, cancel)).ToEmptyResponse();
    }
}

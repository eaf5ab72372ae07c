using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Media;
using Vestnik.Http;

namespace Vestnik.ClientApi.Media;

/// <summary><c>HEAD /_matrix/media/v3/upload/{serverName}/{mediaId}</c>: how much of an upload has arrived</summary>
/// <remarks>Source: docs/adr/0017-media.md</remarks>
public sealed class LookAtUpload : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/_matrix/media/v3/upload/{serverName}/{mediaId}", [HttpMethods.Head], HandleAsync);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string serverName, string mediaId, Requester requester,
        ResumableUploads resumable, HomeserverOptions options, CancellationToken cancel)
    {
        if (!UploadName.Parse(serverName, mediaId, options).Accepted(out var id, out var unknown))
        {
            return unknown.ToResponse();
        }

        if (!(await resumable.LookAsync(requester.UserId, id, cancel)).Accepted(out var progress, out var refusal))
        {
            return refusal.ToResponse();
        }

        UploadHeaders.Tell(context.Response, progress);
        return TypedResults.NoContent();
    }
}

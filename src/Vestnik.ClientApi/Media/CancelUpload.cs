using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Media;
using Vestnik.Http;

namespace Vestnik.ClientApi.Media;

/// <summary><c>DELETE /_matrix/media/v3/upload/{serverName}/{mediaId}</c>: what has arrived of an upload is not wanted any more</summary>
/// <remarks>Source: docs/adr/0017-media.md</remarks>
public sealed class CancelUpload : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_matrix/media/v3/upload/{serverName}/{mediaId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string serverName, string mediaId, Requester requester, ResumableUploads resumable, HomeserverOptions options, CancellationToken cancel)
    {
        if (!UploadName.Parse(serverName, mediaId, options).Accepted(out var id, out var unknown))
        {
            return unknown.ToResponse();
        }

        var cancelled = await resumable.CancelAsync(requester.UserId, id, cancel);
        return cancelled.Match<IResult>(_ => TypedResults.NoContent(), error => error.ToResponse());
    }
}

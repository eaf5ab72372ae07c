using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Media;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Media;

/// <summary><c>PATCH /_matrix/media/v3/upload/{serverName}/{mediaId}</c>: the next piece of an upload</summary>
/// <remarks>
/// 409 with <c>Upload-Offset</c> when the piece begins elsewhere than where the upload ends.
/// Source: docs/adr/0017-media.md
/// </remarks>
public sealed class AppendToUpload : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPatch("/_matrix/media/v3/upload/{serverName}/{mediaId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string serverName, string mediaId, Requester requester,
        ContentRepository repository, ResumableUploads resumable, HomeserverOptions options, CancellationToken cancel)
    {
        if (!UploadName.Parse(serverName, mediaId, options).Accepted(out var id, out var unknown))
        {
            return unknown.ToResponse();
        }

        if (!PieceOf(context, repository.LargestUpload).Accepted(out var piece, out var refusal))
        {
            return refusal.ToResponse();
        }

        if ((await resumable.AppendAsync(requester.UserId, id, piece, cancel)).Accepted(out var progress, out var refused))
        {
            return UploadHeaders.Answer(context.Response, progress, StatusCodes.Status204NoContent);
        }

        if (refused.Status == StatusCodes.Status409Conflict && (await resumable.LookAsync(requester.UserId, id, cancel)).Accepted(out var standing, out _))
        {
            UploadHeaders.Tell(context.Response, standing);
        }

        return refused.ToResponse();
    }

    private static Outcome<UploadPiece> PieceOf(HttpContext context, long largest) =>
        UploadHeaders.OffsetOf(context.Request).Then(offset =>
            UploadHeaders.IsLast(context.Request).Then(isLast =>
                Upload.Allow(context, largest).Select(content => new UploadPiece(offset, content, isLast ?? false, context.Abort))));
}

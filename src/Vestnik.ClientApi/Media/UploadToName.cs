using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Media;
using Vestnik.Http;

namespace Vestnik.ClientApi.Media;

/// <summary><c>PUT /_matrix/media/v3/upload/{serverName}/{mediaId}</c></summary>
/// <remarks>
/// With the header <c>Upload-Complete</c> it begins an upload that can be resumed (docs/adr/0017-media.md).
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixmediav3uploadservernamemediaid
/// </remarks>
public sealed class UploadToName : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/media/v3/upload/{serverName}/{mediaId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string serverName, string mediaId, string? filename, Requester requester,
        ContentRepository repository, ResumableUploads resumable, HomeserverOptions options, CancellationToken cancel)
    {
        if (!UploadName.Parse(serverName, mediaId, options).Accepted(out var id, out var unknown))
        {
            return unknown.ToResponse();
        }

        if (!Upload.Begin(context, filename, repository.LargestUpload).Accepted(out var description, out var refusal))
        {
            return refusal.ToResponse();
        }

        if (!UploadHeaders.IsLast(context.Request).Accepted(out var isLast, out var odd))
        {
            return odd.ToResponse();
        }

        if (isLast is null)
        {
            return (await repository.FillAsync(requester.UserId, id, description, context.Request.Body, cancel)).ToEmptyResponse();
        }

        var piece = new UploadPiece(0, context.Request.Body, isLast.Value, context.Abort);
        var begun = await resumable.BeginAsync(requester.UserId, id, description, piece, cancel);
        return begun.Match(
            progress => UploadHeaders.Answer(context.Response, progress, StatusCodes.Status201Created),
            error => error.ToResponse());
    }
}

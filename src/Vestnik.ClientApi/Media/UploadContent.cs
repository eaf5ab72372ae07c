using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Media;
using Vestnik.Http;

namespace Vestnik.ClientApi.Media;

/// <summary><c>POST /_matrix/media/v3/upload</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixmediav3upload</remarks>
public sealed class UploadContent : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/media/v3/upload", HandleAsync);

    internal sealed record Response(string ContentUri);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string? filename, Requester requester, ContentRepository repository, HomeserverOptions options, CancellationToken cancel)
    {
        if (!Upload.Begin(context, filename, repository.LargestUpload).Accepted(out var description, out var refusal))
        {
            return refusal.ToResponse();
        }

        var uploaded = await repository.UploadAsync(requester.UserId, description, context.Request.Body, cancel);
        return uploaded.ToResponse(id => new Response(MxcUri.Of(options, id)));
    }
}

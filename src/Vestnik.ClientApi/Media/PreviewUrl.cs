using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Media.Previews;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Media;

/// <summary><c>GET /_matrix/client/v1/media/preview_url</c>, and its old place <c>/_matrix/media/v3/preview_url</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1mediapreview_url</remarks>
public sealed class PreviewUrl : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_matrix/client/v1/media/preview_url", HandleAsync);
        routes.MapGet("/_matrix/media/v3/preview_url", HandleAsync);
    }

    private static async Task<IResult> HandleAsync(string? url, long? ts, Requester requester, LinkPreviews previews, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(url))
        {
            return MatrixError.MissingParam("Say with url which link to look at.").ToResponse();
        }

        var preview = await previews.FindAsync(requester.UserId, url, ts, cancel);
        return preview.Match<IResult>(json => new RawAnswer(json), refusal => refusal.ToResponse());
    }
}

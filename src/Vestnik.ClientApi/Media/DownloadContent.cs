using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
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
    // The spec's recommended policy: whatever the content is, it runs nothing and loads nothing.
    private const string Policy =
        "sandbox; default-src 'none'; script-src 'none'; plugin-types application/pdf; style-src 'unsafe-inline'; object-src 'self';";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(1);

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

        if (!(await repository.FindAsync(server, id, PatienceOf(timeout), cancel)).Accepted(out var media, out var refusal))
        {
            return refusal.ToResponse();
        }

        return await repository.OpenAsync(media, cancel) is { } content
            ? Send(context.Response, media, fileName ?? media.FileName, content)
            : MatrixError.NotFound("The media has been lost from this server.").ToResponse();
    }

    private static IResult Send(HttpResponse response, MediaRecord media, string? fileName, Stream content)
    {
        var disposition = new ContentDispositionHeaderValue(ContentTypes.IsSafeInline(media.ContentType) ? "inline" : "attachment");
        if (fileName is not null)
        {
            disposition.SetHttpFileName(fileName);
        }

        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";

        // Content never changes under its name; only who may read it is the reader's own matter.
        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Stream(
            content,
            media.ContentType,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(media.File!.Sha256)}\""),
            enableRangeProcessing: true);
    }

    private static TimeSpan PatienceOf(long? milliseconds) => milliseconds switch
    {
        null => Patience,
        < 0 => TimeSpan.Zero,
        _ when milliseconds > LongestPatience.TotalMilliseconds => LongestPatience,
        _ => TimeSpan.FromMilliseconds(milliseconds.Value),
    };
}

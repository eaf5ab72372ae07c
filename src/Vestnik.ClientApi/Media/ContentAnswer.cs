using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Vestnik.Homeserver.Media;

namespace Vestnik.ClientApi.Media;

/// <summary>How content goes out: whole, in one part, or by its head alone, and so that it can do no harm.</summary>
internal static class ContentAnswer
{
    // The spec's recommended policy: whatever the content is, it runs nothing and loads nothing.
    private const string Policy =
        "sandbox; default-src 'none'; script-src 'none'; plugin-types application/pdf; style-src 'unsafe-inline'; object-src 'self';";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMinutes(1);

    /// <param name="context">Gets the headers.</param>
    /// <param name="contentType">Of the content; decides whether a browser shows it in place.</param>
    /// <param name="fileName">Under which it is saved; null when none is known.</param>
    /// <param name="file">Its hash is the entity tag.</param>
    /// <param name="content">Its bytes, to be read from any place; closed when the answer is sent.</param>
    public static IResult Of(HttpContext context, string contentType, string? fileName, StoredFile file, Stream content)
    {
        var response = context.Response;
        var disposition = new ContentDispositionHeaderValue(ContentTypes.IsSafeInline(contentType) ? "inline" : "attachment");
        if (fileName is not null)
        {
            disposition.SetHttpFileName(fileName);
        }

        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";

        // RFC 9110, 14.2: a unit that a server does not know is as if nothing were asked. The framework takes every unit for bytes.
        if (!context.Request.Headers.Range.ToString().StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
        {
            context.Request.Headers.Remove("Range");
        }

        // Content never changes under its name; only who may read it is the reader's own matter.
        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return TypedResults.Stream(
            content,
            contentType,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(file.Sha256)}\""),
            enableRangeProcessing: true);
    }

    /// <summary>How long somebody waits for content that is announced and not there yet.</summary>
    public static TimeSpan PatienceOf(long? milliseconds) => milliseconds switch
    {
        null => Patience,
        < 0 => TimeSpan.Zero,
        _ when milliseconds > LongestPatience.TotalMilliseconds => LongestPatience,
        _ => TimeSpan.FromMilliseconds(milliseconds.Value),
    };
}

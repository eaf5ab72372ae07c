using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Vestnik.Homeserver.Media;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Media;

/// <summary>What the ways of uploading have in common: the body is the content itself.</summary>
internal static class Upload
{
    private const int LongestFileName = 255;

    /// <summary>Lets the body be as large as an upload may be; <c>M_TOO_LARGE</c> when it announces more, before a byte is read.</summary>
    public static Outcome<ContentDescription> Begin(HttpContext context, string? fileName, long largest)
    {
        if (fileName is { Length: > LongestFileName } || fileName?.Any(char.IsControl) == true)
        {
            return MatrixError.InvalidParam("A file name may have at most 255 characters, and no control characters.");
        }

        return Allow(context, largest).Select(
            _ => new ContentDescription(context.Request.ContentType, string.IsNullOrEmpty(fileName) ? null : fileName));
    }

    /// <summary>The same for bytes of which it is known already what they are.</summary>
    public static Outcome<Stream> Allow(HttpContext context, long largest)
    {
        if (context.Request.ContentLength > largest)
        {
            return MatrixError.TooLarge(
                string.Create(CultureInfo.InvariantCulture, $"An upload may have at most {largest} bytes."));
        }

        // The repository counts for itself; Kestrel's own limit is for everything else.
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        return context.Request.Body;
    }
}

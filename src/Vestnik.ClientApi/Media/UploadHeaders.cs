using System.Globalization;
using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver.Media;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Media;

/// <summary>The headers of resumable uploads: <c>Upload-Complete</c> is a boolean <c>?0</c> or <c>?1</c>, <c>Upload-Offset</c> a number of bytes.</summary>
/// <remarks>Source: docs/adr/0017-media.md</remarks>
internal static class UploadHeaders
{
    private const string Complete = "Upload-Complete";
    private const string Offset = "Upload-Offset";

    /// <summary>Whether the body ends the upload; null where the request does not speak of resuming.</summary>
    public static Outcome<bool?> IsLast(HttpRequest request) => request.Headers[Complete].ToString() switch
    {
        "" => (bool?)null,
        "?1" => true,
        "?0" => false,
        _ => MatrixError.InvalidParam("Upload-Complete is ?1 when the body ends the upload, else ?0."),
    };

    /// <summary>Where the body begins.</summary>
    public static Outcome<long> OffsetOf(HttpRequest request) =>
        long.TryParse(request.Headers[Offset], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : MatrixError.InvalidParam("Upload-Offset says with how many bytes the upload goes on, such as 4096.");

    /// <summary>Says how far the upload is.</summary>
    public static void Tell(HttpResponse response, UploadProgress progress)
    {
        response.Headers[Complete] = progress.IsComplete ? "?1" : "?0";
        response.Headers[Offset] = progress.Offset.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
    }

    /// <summary>The answer to a piece that was taken: 200 with <c>{}</c> when it was the last.</summary>
    /// <param name="response">Gets the headers.</param>
    /// <param name="progress">How far the upload is.</param>
    /// <param name="underway">The status where more has to follow.</param>
    public static IResult Answer(HttpResponse response, UploadProgress progress, int underway)
    {
        Tell(response, progress);
        return progress.IsComplete ? Responses.Empty : TypedResults.StatusCode(underway);
    }
}

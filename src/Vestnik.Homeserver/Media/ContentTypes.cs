using System.Collections.Frozen;

namespace Vestnik.Homeserver.Media;

/// <summary>Which kinds of content a browser may show in place; everything else is only offered to be saved.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#serving-inline-content</remarks>
public static class ContentTypes
{
    public const string Unknown = "application/octet-stream";

    private const int Longest = 255;

    private static readonly FrozenSet<string> Inline = FrozenSet.ToFrozenSet(
        [
            "text/css", "text/plain", "text/csv",
            "application/json", "application/ld+json",
            "image/jpeg", "image/gif", "image/png", "image/apng", "image/webp", "image/avif",
            "video/mp4", "video/webm", "video/ogg", "video/quicktime",
            "audio/mp4", "audio/webm", "audio/aac", "audio/mpeg", "audio/ogg", "audio/wave", "audio/wav", "audio/x-wav",
            "audio/x-pn-wav", "audio/flac", "audio/x-flac",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The type as it can stand in a header; <see cref="Unknown"/> in place of anything else.</summary>
    public static string Sanitise(string? contentType) =>
        contentType is { Length: > 2 and <= Longest } text
        && text.Contains('/', StringComparison.Ordinal)
        && text.All(character => character is >= ' ' and <= '~')
            ? text.Trim()
            : Unknown;

    public static bool IsSafeInline(string contentType) =>
        Inline.Contains(contentType.Split(';', 2)[0].Trim());
}

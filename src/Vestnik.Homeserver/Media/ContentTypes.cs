using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Vestnik.Homeserver.Media;

/// <summary>Which kinds of content a browser may show in place; everything else is only offered to be saved.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#serving-inline-content</remarks>
public static partial class ContentTypes
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

    /// <summary>The type as it can stand in a header, without parameters that nobody can read; <see cref="Unknown"/> in place of anything else.</summary>
    public static string Sanitise(string? contentType)
    {
        if (contentType is not { Length: > 2 and <= Longest } || Form().Match(contentType.Trim()) is not { Success: true } form)
        {
            return Unknown;
        }

        return form.Groups["rest"].Length == 0 ? form.Value : form.Groups["type"].Value;
    }

    public static bool IsSafeInline(string contentType) =>
        Inline.Contains(contentType.Split(';', 2)[0].Trim());

    // https://www.rfc-editor.org/rfc/rfc9110.html#name-media-type
    [GeneratedRegex(
        """^(?<type>[\w!#$%&'*+.^`|~-]+/[\w!#$%&'*+.^`|~-]+)(?:[ \t]*;[ \t]*[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"[ -!#-~]*"))*(?<rest>.*)$""",
        RegexOptions.ECMAScript,
        1000)]
    private static partial Regex Form();
}

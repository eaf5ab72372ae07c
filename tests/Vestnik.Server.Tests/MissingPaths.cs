namespace Vestnik.Server.Tests;

/// <summary>Operations of the client-server API that no endpoint answers yet, as the specification writes them. The list may only become shorter.</summary>
internal static class MissingPaths
{
    public static readonly string[] Known =
    [
        // Media: previews of web pages.
        "GET /_matrix/client/v1/media/preview_url",
        "GET /_matrix/media/v3/preview_url",
    ];
}

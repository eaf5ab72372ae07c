namespace Vestnik.Server.Tests;

/// <summary>Operations of the client-server API that no endpoint answers yet, as the specification writes them. The list may only become shorter.</summary>
internal static class MissingPaths
{
    public static readonly string[] Known =
    [
    ];
}

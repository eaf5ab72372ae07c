using Microsoft.AspNetCore.Http;

namespace Vestnik.Http;

/// <summary>Paths from before the API was called v3: the same endpoints under an older name.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#api-standards</remarks>
public static class OldPaths
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/_matrix/client/r0", StringComparison.Ordinal, out var rest))
        {
            context.Request.Path = new PathString("/_matrix/client/v3").Add(rest);
        }
        else if (path.StartsWithSegments("/_matrix/media/r0", StringComparison.Ordinal, out rest))
        {
            context.Request.Path = new PathString("/_matrix/media/v3").Add(rest);
        }

        return next(context);
    }
}

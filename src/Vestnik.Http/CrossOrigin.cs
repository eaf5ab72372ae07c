using Microsoft.AspNetCore.Http;

namespace Vestnik.Http;

/// <summary>Clients from any web origin may call: tokens, not origins, grant access.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#web-browser-clients</remarks>
public static class CrossOrigin
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/_matrix", StringComparison.Ordinal)
            && !context.Request.Path.StartsWithSegments("/.well-known", StringComparison.Ordinal)
            && !context.Request.Path.StartsWithSegments("/oauth2", StringComparison.Ordinal))
        {
            return next(context);
        }

        Allow(context.Response);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        return next(context);
    }

    internal static void Allow(HttpResponse response)
    {
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowMethods = "GET, HEAD, POST, PUT, DELETE, OPTIONS, PATCH";
        response.Headers.AccessControlAllowHeaders = "X-Requested-With, Content-Type, Authorization, Date, Range, If-Range, Upload-Offset, Upload-Complete";
        response.Headers.AccessControlExposeHeaders = "Accept-Ranges, Content-Disposition, Content-Range, ETag, Upload-Offset, Upload-Complete";
    }
}

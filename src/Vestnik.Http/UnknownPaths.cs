using Microsoft.AspNetCore.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.Http;

/// <summary>Gives an unknown path or method below <c>/_matrix</c>, and of the administrators, the spec's <c>M_UNRECOGNIZED</c>, as 404 or 405.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#common-error-codes</remarks>
public static class UnknownPaths
{
    private static readonly string[] Roots = ["/_matrix", "/_vestnik", "/_synapse"];

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);

        if (context.Response is { HasStarted: false, ContentLength: null, StatusCode: 404 or 405 }
            && Array.Exists(Roots, root => context.Request.Path.StartsWithSegments(root, StringComparison.Ordinal)))
        {
            await Refusal.WriteAsync(context, context.Response.StatusCode == 405
                ? MatrixError.Of("M_UNRECOGNIZED", 405, "This path does not answer to that method.")
                : MatrixError.Unrecognized("This server has no such endpoint."));
        }
    }
}

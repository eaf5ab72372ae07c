using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Vestnik.Http;

/// <summary>
/// Decodes the slashes inside of names. The web server leaves <c>%2F</c> in a path as it is, so that it does not divide the
/// path; event ids of room version 3, state keys and transaction ids may hold it.
/// </summary>
public static class SlashesInNames
{
    private const string Encoded = "%2F";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.Value?.Contains(Encoded, StringComparison.OrdinalIgnoreCase) == true && !IsAmbiguous(context))
        {
            foreach (var (name, value) in context.Request.RouteValues.ToList())
            {
                if (value is string text && text.Contains(Encoded, StringComparison.OrdinalIgnoreCase))
                {
                    context.Request.RouteValues[name] = text.Replace(Encoded, "/", StringComparison.OrdinalIgnoreCase);
                }
            }
        }

        return next(context);
    }

    // A percent sign that was encoded itself: what looks like a slash now is meant literally.
    private static bool IsAmbiguous(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>()?.RawTarget.Contains("%252F", StringComparison.OrdinalIgnoreCase) == true;
}

using Microsoft.AspNetCore.Http;

namespace Vestnik.ClientApi.Pages;

/// <summary>303: after a form, the browser fetches the next page and does not send the form again.</summary>
internal sealed class Redirects(string address) : IResult
{
    public static IResult To(string address) => new Redirects(address);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver.Sync;

namespace Vestnik.ClientApi.Sync;

/// <summary>200 with an answer that goes back to the pool when it is sent.</summary>
internal sealed class BufferedAnswer(AnswerBuffer answer) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (answer)
        {
            httpContext.Response.ContentType = "application/json";
            httpContext.Response.ContentLength = answer.Length;
            await httpContext.Response.Body.WriteAsync(answer.Written, httpContext.RequestAborted);
        }
    }
}

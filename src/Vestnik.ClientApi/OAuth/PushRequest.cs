using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Pages;
using Vestnik.Http;
using Vestnik.Http.RateLimits;

namespace Vestnik.ClientApi.OAuth;

/// <summary><c>POST /oauth2/par</c>: a client sends its authorization request ahead, so that the browser carries only a name of it (RFC 9126).</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#authorisation-code-grant</remarks>
public sealed class PushRequest : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(OAuthPaths.Push, HandleAsync).LimitStrictly();

    private static Task<IResult> HandleAsync(HttpContext context, SubmittedForm form) => ProtocolLibrary.OnlyAsync(context);
}

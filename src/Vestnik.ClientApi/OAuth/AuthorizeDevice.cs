using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Pages;
using Vestnik.Http;
using Vestnik.Http.RateLimits;

namespace Vestnik.ClientApi.OAuth;

/// <summary><c>POST /oauth2/device</c>: a device without a browser asks for a code that a person enters on another screen (RFC 8628).</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#device-authorisation-flow</remarks>
public sealed class AuthorizeDevice : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(OAuthPaths.Device, HandleAsync).LimitStrictly();

    private static Task<IResult> HandleAsync(HttpContext context, SubmittedForm form) => ProtocolLibrary.OnlyAsync(context);
}

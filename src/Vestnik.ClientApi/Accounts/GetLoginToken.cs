using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>POST /_matrix/client/v1/login/get_token</c>: a token that signs one more device in. Each asks for the password anew.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv1loginget_token</remarks>
public sealed class GetLoginToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v1/login/get_token", HandleAsync).LimitStrictly();

    internal sealed record Response(string LoginToken, long ExpiresInMs);

    private static async Task<IResult> HandleAsync(
        ObjectBody body, Requester requester, Passes passes, UserInteractive interactive, HttpContext context, CancellationToken cancel)
    {
        if (requester.IsGuest)
        {
            return MatrixError.Of("M_GUEST_ACCESS_FORBIDDEN", 403, "A guest has one device only.").ToResponse();
        }

        if (await interactive.RequireAsync(context, body.Bytes, requester, UserInteractive.Password, cancel) is { } challenge)
        {
            return challenge;
        }

        return await interactive.SpendAsync(body.Bytes)
            ? TypedResults.Ok(new Response(await passes.ForSignInAsync(requester.UserId), (long)Passes.SignInTime.TotalMilliseconds))
            : MatrixError.Forbidden("This authentication session has given a token already; start again.").ToResponse();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>POST /_matrix/client/v3/account/deactivate</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3accountdeactivate</remarks>
public sealed class DeactivateAccount : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/account/deactivate", HandleAsync).LimitStrictly();

    internal sealed record Request(bool? Erase);

    internal sealed record Response(string IdServerUnbindResult);

    private static async Task<IResult> HandleAsync(
        Body<Request> body, Requester requester, AccountChanges accounts, UserInteractive interactive, HttpContext context, CancellationToken cancel)
    {
        if (requester.IsGuest)
        {
            return MatrixError.Of("M_GUEST_ACCESS_FORBIDDEN", 403, "A guest account ends by itself.").ToResponse();
        }

        if (requester.AppService is null
            && await interactive.RequireAsync(context, body.Bytes, requester, UserInteractive.Password, cancel) is { } challenge)
        {
            return challenge;
        }

        await accounts.DeactivateAsync(requester.UserId, body.Value.Erase == true, cancel);
        return TypedResults.Ok(new Response("success"));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.OpenId;

/// <summary><c>POST /_matrix/client/v3/user/{userId}/openid/request_token</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3useruseridopenidrequest_token</remarks>
public sealed class RequestOpenIdToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/user/{userId}/openid/request_token", HandleAsync);

    internal sealed record Response(string AccessToken, string TokenType, string MatrixServerName, long ExpiresIn);

    private static async Task<IResult> HandleAsync(UserId userId, Requester requester, Passes passes, HomeserverOptions options) =>
        userId == requester.UserId
            ? TypedResults.Ok(new Response(
                await passes.ForOpenIdAsync(userId), "Bearer", options.ServerName.ToString(), (long)Passes.OpenIdTime.TotalSeconds))
            : MatrixError.Forbidden("Nobody proves to be somebody else.").ToResponse();
}

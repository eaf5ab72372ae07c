using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.OpenId;

/// <summary>
/// <c>GET /_matrix/federation/v1/openid/userinfo</c>: other services ask whose an OpenID token is. They are no Matrix servers
/// and sign nothing, so it answers without federation.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1openiduserinfo</remarks>
public sealed class GetOpenIdUser : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/federation/v1/openid/userinfo", HandleAsync);

    internal sealed record Response(string Sub);

    private static async Task<IResult> HandleAsync([FromQuery(Name = "access_token")] string? token, Passes passes, CancellationToken cancel) =>
        token is null or ""
            ? MatrixError.Of("M_MISSING_TOKEN", 401, "Say whose token it is about: ?access_token=….").ToResponse()
            : (await passes.OwnerOfOpenIdAsync(token, cancel)).ToResponse(user => new Response(user.ToString()));
}

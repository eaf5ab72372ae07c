using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>GET /_matrix/client/v1/register/m.login.registration_token/validity</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1registermloginregistration_tokenvalidity</remarks>
public sealed class CheckRegistrationToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v1/register/m.login.registration_token/validity", HandleAsync).LimitStrictly();

    internal sealed record Response(bool Valid);

    private static async Task<IResult> HandleAsync(
        string? token, RegistrationTokens tokens, HomeserverOptions options, CancellationToken cancel)
    {
        if (!options.Registration.Enabled)
        {
            return MatrixError.Forbidden("Registration is closed on this server.").ToResponse();
        }

        return token is null
            ? MatrixError.MissingParam("Say which token: ?token=….").ToResponse()
            : TypedResults.Ok(new Response(await tokens.IsValidAsync(token, cancel)));
    }
}

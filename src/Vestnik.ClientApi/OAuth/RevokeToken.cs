using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Pages;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;

namespace Vestnik.ClientApi.OAuth;

/// <summary><c>POST /oauth2/revoke</c>: signs the device of a token out (RFC 7009).</summary>
/// <remarks>
/// Whoever has a token may end it, also without saying which client it was made for: a leaked one must die.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#token-revocation
/// </remarks>
public sealed class RevokeToken : IEndpoint
{
    private const int LongestToken = 256;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(OAuthPaths.Revoke, HandleAsync);

    private static async Task<IResult> HandleAsync(SubmittedForm form, ISessionStore sessions, DeviceList devices, CancellationToken cancel)
    {
        if (form["token"] is not { Length: > 0 } token)
        {
            return OAuthRefusal.Of("invalid_request", "The token is missing.");
        }

        if (form["token_type_hint"] is not ("" or "access_token" or "refresh_token"))
        {
            return OAuthRefusal.Of("unsupported_token_type", "The token_type_hint is access_token or refresh_token.");
        }

        if (token.Length <= LongestToken)
        {
            var hash = TokenHash.Of(token);
            var holder = await sessions.FindByAccessTokenAsync(hash, cancel) ?? await sessions.FindByRefreshTokenAsync(hash, cancel);
            if (holder is not null)
            {
                await devices.RemoveAsync(holder.UserId, [holder.DeviceId], cancel);
            }
        }

        // An unknown token grants nothing, which is what was asked for.
        return TypedResults.Ok();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Pages;
using Vestnik.Homeserver;
using Vestnik.Homeserver.OAuth;
using Vestnik.Http;

namespace Vestnik.ClientApi.OAuth;

/// <summary><c>GET /_matrix/client/v1/auth_metadata</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1auth_metadata</remarks>
public sealed class GetAuthMetadata : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_matrix/client/v1/auth_metadata", Handle);
        routes.MapGet("/_matrix/client/unstable/org.matrix.msc2965/auth_metadata", Handle);
    }

    internal sealed record Response
    {
        public required string Issuer { get; init; }

        public required string AuthorizationEndpoint { get; init; }

        public required string TokenEndpoint { get; init; }

        public required string RevocationEndpoint { get; init; }

        public required string RegistrationEndpoint { get; init; }

        public required string DeviceAuthorizationEndpoint { get; init; }

        public required string PushedAuthorizationRequestEndpoint { get; init; }

        public IReadOnlyList<string> ResponseTypesSupported { get; } = ["code"];

        public IReadOnlyList<string> ResponseModesSupported { get; } = ["query", "fragment"];

        public IReadOnlyList<string> GrantTypesSupported { get; } = [ClientMetadata.AuthorizationCode, ClientMetadata.RefreshToken, ClientMetadata.DeviceCode];

        public IReadOnlyList<string> CodeChallengeMethodsSupported { get; } = ["S256"];

        public IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; } = ["none"];

        public IReadOnlyList<string> RevocationEndpointAuthMethodsSupported { get; } = ["none"];

        public bool AuthorizationResponseIssParameterSupported { get; } = true;

        /// <summary>Where people cannot make an account, no client need offer it.</summary>
        public required IReadOnlyList<string> PromptValuesSupported { get; init; }

        public required string AccountManagementUri { get; init; }

        public required IReadOnlyList<string> AccountManagementActionsSupported { get; init; }
    }

    private static IResult Handle(HomeserverOptions options, HttpContext context)
    {
        var address = options.PublicBaseUrl.ToString().TrimEnd('/');
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new Response
        {
            Issuer = $"{address}/",
            AuthorizationEndpoint = address + OAuthPaths.Authorize,
            TokenEndpoint = address + OAuthPaths.Token,
            RevocationEndpoint = address + OAuthPaths.Revoke,
            RegistrationEndpoint = address + OAuthPaths.Register,
            DeviceAuthorizationEndpoint = address + OAuthPaths.Device,
            PushedAuthorizationRequestEndpoint = address + OAuthPaths.Push,
            PromptValuesSupported = options.Registration.Enabled ? ["create"] : [],
            AccountManagementUri = address + Places.Account,
            AccountManagementActionsSupported = AccountActions.All,
        });
    }
}

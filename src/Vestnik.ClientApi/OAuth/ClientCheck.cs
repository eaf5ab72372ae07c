using OpenIddict.Server;
using Vestnik.Homeserver.OAuth;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Vestnik.ClientApi.OAuth;

/// <summary>Refuses clients that nobody knows, addresses that they have not registered, and everything but one device's access to the API.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#authorisation-code-flow</remarks>
internal sealed class ClientCheck(KnownClients clients) :
    IOpenIddictServerHandler<ValidateAuthorizationRequestContext>,
    IOpenIddictServerHandler<ValidatePushedAuthorizationRequestContext>,
    IOpenIddictServerHandler<ValidateDeviceAuthorizationRequestContext>,
    IOpenIddictServerHandler<ValidateTokenRequestContext>,
    IOpenIddictServerHandler<ValidateEndUserVerificationRequestContext>
{
    private const string Unknown = "No client is registered under this client_id, or it has been forgotten; register again.";
    private const string NoGrant = "The client is not registered for this grant type.";
    private const string NoScope = "The scope must hold urn:matrix:client:api:* and exactly one urn:matrix:client:device: token.";
    private const string NoRedirect = "The redirect_uri is missing or is not one that the client has registered.";

    public async ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        var client = await clients.FindAsync(context.ClientId, CancellationToken.None);
        Refuse(context, client, context.RedirectUri, context.Request.Scope);
    }

    public async ValueTask HandleAsync(ValidatePushedAuthorizationRequestContext context)
    {
        var client = await clients.FindAsync(context.ClientId, CancellationToken.None);
        Refuse(context, client, context.RedirectUri, context.Request.Scope);
    }

    public async ValueTask HandleAsync(ValidateDeviceAuthorizationRequestContext context)
    {
        var client = await clients.FindAsync(context.ClientId, CancellationToken.None);
        Refuse(context, client, ClientMetadata.DeviceCode);
        if (!context.IsRejected && OAuthScope.Read(context.Request.Scope) is null)
        {
            context.Reject(Errors.InvalidScope, NoScope);
        }
    }

    public async ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var client = await clients.FindAsync(context.ClientId, CancellationToken.None);
        Refuse(context, client, context.Request.GrantType ?? "");
    }

    // People type their codes on a page of ours.
    public ValueTask HandleAsync(ValidateEndUserVerificationRequestContext context)
    {
        context.Reject(Errors.InvalidRequest, "This address is a page for people.");
        return ValueTask.CompletedTask;
    }

    private static void Refuse(BaseValidatingContext context, OAuthClient? client, string? redirect, string? scope)
    {
        Refuse(context, client, ClientMetadata.AuthorizationCode);
        if (context.IsRejected)
        {
            return;
        }

        if (redirect is null || !RedirectRules.Matches(redirect, client!.Metadata))
        {
            context.Reject(Errors.InvalidRequest, NoRedirect);
        }
        else if (OAuthScope.Read(scope) is null)
        {
            context.Reject(Errors.InvalidScope, NoScope);
        }
    }

    private static void Refuse(BaseValidatingContext context, OAuthClient? client, string grant)
    {
        if (client is null)
        {
            context.Reject(Errors.InvalidClient, Unknown);
        }
        else if (!client.Metadata.Grants.Contains(grant, StringComparer.Ordinal))
        {
            context.Reject(Errors.UnauthorizedClient, NoGrant);
        }
    }
}

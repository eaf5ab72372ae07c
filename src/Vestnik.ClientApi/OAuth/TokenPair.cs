using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Vestnik.ClientApi.OAuth;

/// <summary>Every session has a refresh token without asking for it, and the answer says what was granted.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#refresh-token-grant</remarks>
internal sealed class TokenPair : IOpenIddictServerHandler<ProcessSignInContext>, IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        if (context.EndpointType == OpenIddictServerEndpointType.Token)
        {
            context.GenerateRefreshToken = context.IncludeRefreshToken = true;
            context.Transaction.SetProperty(Parameters.Scope, string.Join(' ', context.Principal!.GetScopes()));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        if (context.Error is null && context.Transaction.GetProperty<string>(Parameters.Scope) is { } scope)
        {
            context.Response.Scope = scope;
        }

        return ValueTask.CompletedTask;
    }
}

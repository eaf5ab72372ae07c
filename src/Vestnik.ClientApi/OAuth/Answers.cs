using OpenIddict.Server;
using Vestnik.Homeserver.OAuth;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Vestnik.ClientApi.OAuth;

/// <summary>
/// A program whose address is its own learns of every error there, also of one that the library finds before it looks at the
/// address; no error names a page of another site; a device learns how often it may ask.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#authorisation-code-flow</remarks>
internal sealed class Answers(KnownClients clients) : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>, IOpenIddictServerHandler<ProcessErrorContext>,
    IOpenIddictServerHandler<ApplyDeviceAuthorizationResponseContext>
{
    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context is { Error: not null, RedirectUri: null, Request: { RedirectUri: { } redirect } request }
            && await clients.FindAsync(request.ClientId, CancellationToken.None) is { } client
            && RedirectRules.Matches(redirect, client.Metadata))
        {
            context.RedirectUri = redirect;
        }
    }

    public ValueTask HandleAsync(ApplyDeviceAuthorizationResponseContext context)
    {
        if (context.Error is null)
        {
            context.Response["interval"] = (long)TicketReader.Interval.TotalSeconds;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ProcessErrorContext context)
    {
        context.ErrorUri = null;
        return ValueTask.CompletedTask;
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver;
using Vestnik.Homeserver.AppServices;
using Vestnik.Homeserver.Limits;
using Vestnik.Protocol.Errors;

namespace Vestnik.Http.RateLimits;

/// <summary>Limits by address, before a token is looked at: for trying passwords, for wrong tokens, and for whoever is nobody yet.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#rate-limiting</remarks>
public sealed class AddressLimits(HomeserverOptions options, SecretLimits secrets, RegisteredServices services, TimeProvider clock)
{
    private readonly TokenBuckets<IPAddress> wrongTokens = new(new Allowance(200, 2), clock);
    private readonly TokenBuckets<IPAddress> strangers = new(new Allowance(600, 60), clock);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!options.RateLimits.Enabled || context.GetEndpoint() is not { } endpoint)
        {
            await next(context);
            return;
        }

        var address = ClientAddress.Of(context);
        if (endpoint.Metadata.GetMetadata<NeedsRequester>() is not null)
        {
            await (wrongTokens.Look(address) is { } wait ? RefuseAsync(context, wait) : CountWrongTokensAsync(context, address, next));
            return;
        }

        // An application service registers and signs in many, and shows who it is.
        if (services.OfToken(Authentication.AccessTokenOf(context.Request)) is not null)
        {
            await next(context);
            return;
        }

        var delay = endpoint.Metadata.GetMetadata<TriesSecrets>() is null
            ? strangers.Take(address)
            : await secrets.TakeAsync(SecretLimit.Address, address.ToString());
        await (delay is { } refused ? RefuseAsync(context, refused) : next(context));
    }

    private async Task CountWrongTokensAsync(HttpContext context, IPAddress address, RequestDelegate next)
    {
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status401Unauthorized && context.Features.Get<Requester>() is null)
        {
            wrongTokens.Take(address);
        }
    }

    private static Task RefuseAsync(HttpContext context, TimeSpan wait)
    {
        var refusal = MatrixError.LimitExceeded(wait);
        var isFinal = context.GetEndpoint()?.Metadata.GetMetadata<TakesRefusalsForGood>() is not null;
        return Refusal.WriteAsync(context, isFinal ? refusal with { Status = StatusCodes.Status503ServiceUnavailable } : refusal);
    }
}

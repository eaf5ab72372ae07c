using System.Net;
using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Limits;
using Vestnik.Protocol.Errors;

namespace Vestnik.Http.RateLimits;

/// <summary>Limits by address, before a token is looked at: for trying passwords, for wrong tokens, and for whoever is nobody yet.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#rate-limiting</remarks>
public sealed class AddressLimits(HomeserverOptions options, TimeProvider clock)
{
    private readonly TokenBuckets<IPAddress> secrets = new(new Allowance(60, 0.5), clock);
    private readonly TokenBuckets<IPAddress> wrongTokens = new(new Allowance(200, 2), clock);
    private readonly TokenBuckets<IPAddress> strangers = new(new Allowance(600, 60), clock);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!options.RateLimits.Enabled || context.GetEndpoint() is not { } endpoint)
        {
            return next(context);
        }

        var address = ClientAddress.Of(context);
        if (endpoint.Metadata.GetMetadata<NeedsRequester>() is not null)
        {
            return wrongTokens.Look(address) is { } wait ? RefuseAsync(context, wait) : CountWrongTokensAsync(context, address, next);
        }

        var buckets = endpoint.Metadata.GetMetadata<TriesSecrets>() is null ? strangers : secrets;
        return buckets.Take(address) is { } delay ? RefuseAsync(context, delay) : next(context);
    }

    private async Task CountWrongTokensAsync(HttpContext context, IPAddress address, RequestDelegate next)
    {
        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status401Unauthorized && context.Features.Get<Requester>() is null)
        {
            wrongTokens.Take(address);
        }
    }

    private static Task RefuseAsync(HttpContext context, TimeSpan wait) =>
        Refusal.WriteAsync(context, MatrixError.LimitExceeded(wait));
}

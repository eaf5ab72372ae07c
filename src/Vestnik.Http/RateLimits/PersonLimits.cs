using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Limits;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Http.RateLimits;

/// <summary>Limits by person, once the token is known and before the body is read: writing is dearer than reading.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#rate-limiting</remarks>
public sealed class PersonLimits(HomeserverOptions options, SecretLimits secrets, TimeProvider clock)
{
    private readonly TokenBuckets<UserId> reading = new(new Allowance(1000, 100), clock);
    private readonly TokenBuckets<UserId> writing = new(new Allowance(300, 20), clock);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!options.RateLimits.Enabled || context.Features.Get<Requester>() is not { IsUnlimited: false } requester)
        {
            return next(context);
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<TriesSecrets>() is not null)
        {
            return TrySecretsAsync(context, requester.UserId, next);
        }

        return (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ? reading : writing).Take(requester.UserId) is { } wait
            ? Refusal.WriteAsync(context, MatrixError.LimitExceeded(wait))
            : next(context);
    }

    private async Task TrySecretsAsync(HttpContext context, UserId user, RequestDelegate next) =>
        await (await secrets.TakeAsync(SecretLimit.Person, user.ToString()) is { } wait
            ? Refusal.WriteAsync(context, MatrixError.LimitExceeded(wait))
            : next(context));
}

using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Limits;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Http.RateLimits;

/// <summary>Limits by person, once the token is known and before the body is read: writing is dearer than reading.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#rate-limiting</remarks>
public sealed class PersonLimits(HomeserverOptions options, TimeProvider clock)
{
    private readonly TokenBuckets<UserId> reading = new(new Allowance(1000, 100), clock);
    private readonly TokenBuckets<UserId> writing = new(new Allowance(300, 20), clock);
    private readonly TokenBuckets<UserId> secrets = new(new Allowance(20, 0.2), clock);

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!options.RateLimits.Enabled || context.Features.Get<Requester>() is not { } requester)
        {
            return next(context);
        }

        return BucketsOf(context).Take(requester.UserId) is { } wait
            ? Refusal.WriteAsync(context, MatrixError.LimitExceeded(wait))
            : next(context);
    }

    private TokenBuckets<UserId> BucketsOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<TriesSecrets>() is not null ? secrets
        : HttpMethods.IsGet(context.Request.Method) ? reading
        : writing;
}

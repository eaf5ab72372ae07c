using Microsoft.AspNetCore.Builder;

namespace Vestnik.Http.RateLimits;

/// <summary>Marks an endpoint where passwords or names are tried: strict, and by address.</summary>
public sealed record TriesSecrets;

/// <summary>Marks an endpoint whose clients take every 4xx for the end of their session: who asks too often is told 503 there.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#refresh-token-grant</remarks>
public sealed record TakesRefusalsForGood;

public static class RateClasses
{
    /// <summary>Lets clients of an endpoint that are limited try again, and not sign their people out.</summary>
    public static TBuilder LimitGently<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new TakesRefusalsForGood());

    /// <summary>Keeps an endpoint to the strict limit of sign-in and registration.</summary>
    public static TBuilder LimitStrictly<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new TriesSecrets());
}

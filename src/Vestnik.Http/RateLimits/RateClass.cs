using Microsoft.AspNetCore.Builder;

namespace Vestnik.Http.RateLimits;

/// <summary>Marks an endpoint where passwords or names are tried: strict, and by address.</summary>
public sealed record TriesSecrets;

public static class RateClasses
{
    /// <summary>Keeps an endpoint to the strict limit of sign-in and registration.</summary>
    public static TBuilder LimitStrictly<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new TriesSecrets());
}

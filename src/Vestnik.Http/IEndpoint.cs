using Microsoft.AspNetCore.Routing;

namespace Vestnik.Http;

/// <summary>One endpoint of an API: a type with one static member that maps its route and handler.</summary>
public interface IEndpoint
{
    static abstract void Map(IEndpointRouteBuilder routes);
}

public static class EndpointRoutes
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps an endpoint and returns the routes, so that a topic's list reads like the spec.</summary>
        public IEndpointRouteBuilder Map<TEndpoint>()
            where TEndpoint : IEndpoint
        {
            TEndpoint.Map(routes);
            return routes;
        }
    }
}

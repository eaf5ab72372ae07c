using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/openapi.json</c>, open to everybody: what this API can do.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class GetOpenApi : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/openapi.json", (EndpointDataSource endpoints) => AdminAnswer.Of(OpenApiDocument.Of(endpoints.Endpoints.OfType<RouteEndpoint>())));
}

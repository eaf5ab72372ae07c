using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v1/server_version</c>: what <c>synadm version</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmGetVersion : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v1/server_version", HandleAsync);

    private static Task<IResult> HandleAsync(Administrator administrator) =>
        Task.FromResult(AdminAnswer.Of(new JsonObject { ["server_version"] = "Vestnik" }));
}

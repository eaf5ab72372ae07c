using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>POST /_synapse/admin/v1/purge_media_cache</c>: what <c>synadm media purge</c> calls. This server keeps no copies of others' media.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmPurgeCache : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_synapse/admin/v1/purge_media_cache", HandleAsync);

    private static Task<IResult> HandleAsync(Administrator administrator) =>
        Task.FromResult(AdminAnswer.Of(new JsonObject { ["deleted"] = 0 }));
}

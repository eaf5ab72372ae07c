using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>POST /_synapse/admin/v1/deactivate/{userId}</c>: what <c>synadm user deactivate</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmDeactivate : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_synapse/admin/v1/deactivate/{userId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, Wish wish, Administrator administrator, AccountStewardship accounts, CancellationToken cancel) =>
        AdminAnswer.Of(
            await accounts.DeactivateAsync(administrator.UserId, userId, wish.Flag("erase") == true, cancel),
            _ => new JsonObject { ["id_server_unbind_result"] = "success" });
}

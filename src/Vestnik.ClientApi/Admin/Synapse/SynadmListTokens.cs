using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v1/registration_tokens</c>: what <c>synadm regtok list</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmListTokens : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v1/registration_tokens", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string? valid, Administrator administrator, IRegistrationTokenStore tokens, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return AdminAnswer.Of(new JsonObject
        {
            ["registration_tokens"] = AdminAnswer.List((await tokens.ListAsync(cancel))
                .Where(token => valid is not ("true" or "false") || token.IsValid(now) == (valid == "true"))
                .Select(SynapseShapes.Of)),
        });
    }
}

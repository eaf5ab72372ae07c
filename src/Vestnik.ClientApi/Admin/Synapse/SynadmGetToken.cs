using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v1/registration_tokens/{token}</c>: what <c>synadm regtok details</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmGetToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v1/registration_tokens/{token}", HandleAsync);

    private static async Task<IResult> HandleAsync(string token, Administrator administrator, TokenStewardship tokens, CancellationToken cancel) =>
        AdminAnswer.Of(await tokens.FindAsync(token, cancel), SynapseShapes.Of);
}

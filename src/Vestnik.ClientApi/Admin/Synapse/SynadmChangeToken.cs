using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>PUT /_synapse/admin/v1/registration_tokens/{token}</c>: what <c>synadm regtok update</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmChangeToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_synapse/admin/v1/registration_tokens/{token}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string token, Wish wish, Administrator administrator, TokenStewardship tokens, CancellationToken cancel) =>
        AdminAnswer.Of(
            await tokens.ChangeAsync(
                administrator.UserId,
                token,
                wish.Names("uses_allowed") ? new(wish.Number("uses_allowed")) : null,
                wish.Names("expiry_time") ? new(wish.Number("expiry_time")) : null,
                cancel),
            SynapseShapes.Of);
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>POST /_synapse/admin/v1/registration_tokens/new</c>: what <c>synadm regtok new</c> calls. A made-up token has the length that this server gives it.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmMakeToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_synapse/admin/v1/registration_tokens/new", HandleAsync);

    private static async Task<IResult> HandleAsync(Wish wish, Administrator administrator, TokenStewardship tokens) =>
        AdminAnswer.Of(
            await tokens.MakeAsync(administrator.UserId, wish.Text("token"), wish.Number("uses_allowed"), wish.Number("expiry_time")),
            SynapseShapes.Of);
}

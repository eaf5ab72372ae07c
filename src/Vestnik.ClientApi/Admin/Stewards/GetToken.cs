using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/registration_tokens/{token}</c>: tells of one word to register with.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class GetToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/registration_tokens/{token}", HandleAsync)
            .Describe(new AdminOperation("Tells of one word to register with.") { Answer = AdminShapes.RegistrationToken });

    private static async Task<IResult> HandleAsync(
        string token, Administrator administrator, TokenStewardship tokens, TimeProvider clock, CancellationToken cancel) =>
        AdminAnswer.Of(await tokens.FindAsync(token, cancel), found => AccountFacts.Of(found, clock.GetUtcNow().ToUnixTimeMilliseconds()));
}

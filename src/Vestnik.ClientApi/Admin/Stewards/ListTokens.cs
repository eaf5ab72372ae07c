using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Accounts;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/registration_tokens</c>: lists the words that people register with.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ListTokens : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/registration_tokens", HandleAsync)
            .Describe(new AdminOperation("Lists the words that people register with.") { ListOf = "registration_tokens", Answer = AdminShapes.RegistrationToken });

    private static async Task<IResult> HandleAsync(
        Administrator administrator, IRegistrationTokenStore tokens, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return AdminAnswer.Of(new JsonObject
        {
            ["registration_tokens"] = AdminAnswer.List((await tokens.ListAsync(cancel)).Select(token => AccountFacts.Of(token, now))),
        });
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Profiles;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/users/{userId}</c>: tells of one account.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class GetAccount : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/users/{userId}", HandleAsync)
            .Describe(new AdminOperation("Tells of one account.") { Answer = AdminShapes.Account });

    private static async Task<IResult> HandleAsync(
        UserId userId, Administrator administrator, AccountStewardship accounts, IProfileStore profiles, CancellationToken cancel)
    {
        var profile = await profiles.FindAsync(userId, cancel);
        return AdminAnswer.Of(await accounts.FindAsync(userId, cancel), account => AccountFacts.Of(account, profile));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Profiles;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v2/users/{userId}</c>: what <c>synadm user details</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmGetUser : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v2/users/{userId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, Administrator administrator, AccountStewardship accounts, IProfileStore profiles, CancellationToken cancel)
    {
        var profile = await profiles.FindAsync(userId, cancel);
        return AdminAnswer.Of(await accounts.FindAsync(userId, cancel), account => SynapseShapes.Of(account, profile));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>POST /_vestnik/admin/v1/users/{userId}/deactivate</c>: ends an account for good; its name is never given again.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class DeactivateAccountOf : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_vestnik/admin/v1/users/{userId}/deactivate", HandleAsync)
            .Describe(new AdminOperation("Ends an account for good; its name is never given again.")
            {
                Body = [AdminField.Optional("erase", "boolean", "The person wants to be forgotten as far as can be.")],
            });

    private static async Task<IResult> HandleAsync(
        UserId userId, Wish wish, Administrator administrator, AccountStewardship accounts, CancellationToken cancel) =>
        (await accounts.DeactivateAsync(administrator.UserId, userId, wish.Flag("erase") == true, cancel)).ToEmptyResponse();
}

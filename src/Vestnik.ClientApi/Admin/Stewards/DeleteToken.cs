using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>DELETE /_vestnik/admin/v1/registration_tokens/{token}</c>: ends a word to register with.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class DeleteToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_vestnik/admin/v1/registration_tokens/{token}", HandleAsync)
            .Describe(new AdminOperation("Ends a word to register with."));

    private static async Task<IResult> HandleAsync(string token, Administrator administrator, TokenStewardship tokens, CancellationToken cancel) =>
        (await tokens.RemoveAsync(administrator.UserId, token, cancel)).ToEmptyResponse();
}

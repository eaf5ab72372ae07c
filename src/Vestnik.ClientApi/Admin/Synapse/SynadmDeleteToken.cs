using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>DELETE /_synapse/admin/v1/registration_tokens/{token}</c>: what <c>synadm regtok delete</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmDeleteToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_synapse/admin/v1/registration_tokens/{token}", HandleAsync);

    private static async Task<IResult> HandleAsync(string token, Administrator administrator, TokenStewardship tokens, CancellationToken cancel) =>
        (await tokens.RemoveAsync(administrator.UserId, token, cancel)).ToEmptyResponse();
}

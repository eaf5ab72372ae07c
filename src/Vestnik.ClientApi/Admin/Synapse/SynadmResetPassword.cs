using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>POST /_synapse/admin/v1/reset_password/{userId}</c>: what <c>synadm user password</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmResetPassword : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_synapse/admin/v1/reset_password/{userId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, Wish wish, Administrator administrator, AccountStewardship accounts, CancellationToken cancel) =>
        wish.Text("new_password") is { } password
            ? (await accounts.SetPasswordAsync(administrator.UserId, userId, password, wish.Flag("logout_devices") != false, cancel)).ToEmptyResponse()
            : MatrixError.MissingParam("The new_password is missing.").ToResponse();
}

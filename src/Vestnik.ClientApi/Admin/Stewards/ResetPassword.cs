using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>POST /_vestnik/admin/v1/users/{userId}/password</c>: gives an account a new password. Devices that sign in with it read nothing of before.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ResetPassword : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_vestnik/admin/v1/users/{userId}/password", HandleAsync)
            .Describe(new AdminOperation("Gives an account a new password. Devices that sign in with it read nothing of before.")
            {
                Body =
                [
                    new("password", "string", "At least eight characters."),
                    AdminField.Optional("logout_devices", "boolean", "Whether all devices are signed out; they are unless this is false."),
                ],
            });

    private static async Task<IResult> HandleAsync(
        UserId userId, Wish wish, Administrator administrator, AccountStewardship accounts, CancellationToken cancel) =>
        wish.Text("password") is { } password
            ? (await accounts.SetPasswordAsync(administrator.UserId, userId, password, wish.Flag("logout_devices") != false, cancel)).ToEmptyResponse()
            : MatrixError.MissingParam("The password is missing.").ToResponse();
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>POST /_vestnik/admin/v1/users</c>: makes an account.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class CreateAccount : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_vestnik/admin/v1/users", HandleAsync)
            .Describe(new AdminOperation("Makes an account.")
            {
                Body =
                [
                    new("username", "string", "The local part of the user id."),
                    new("password", "string", "At least eight characters."),
                    AdminField.Optional("is_administrator", "boolean", "It may use this API."),
                ],
                Answer = [new("user_id", "string", "Who.")],
            });

    private static async Task<IResult> HandleAsync(Wish wish, Administrator administrator, AccountStewardship accounts, CancellationToken cancel) =>
        wish.Text("username") is { } name && wish.Text("password") is { } password
            ? AdminAnswer.Of(
                await accounts.CreateAsync(administrator.UserId, name, password, wish.Flag("is_administrator") == true, cancel),
                user => new JsonObject { ["user_id"] = user.ToString() })
            : MatrixError.MissingParam("The user name or the password is missing.").ToResponse();
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>PUT /_vestnik/admin/v1/users/{userId}</c>: changes what is named of an account, and leaves the rest.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ChangeAccount : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_vestnik/admin/v1/users/{userId}", HandleAsync)
            .Describe(new AdminOperation("Changes what is named of an account, and leaves the rest.")
            {
                Body =
                [
                    AdminField.Optional("is_administrator", "boolean", "Whether it may use this API. Others' right is withdrawn at the machine only."),
                    AdminField.Optional("is_locked", "boolean", "Whether the person can do nothing but sign out."),
                    AdminField.Optional("is_suspended", "boolean", "Whether the person can read and not write."),
                    AdminField.Optional("display_name", "string", "What they are called; empty for nothing."),
                    AdminField.Optional("avatar_url", "string", "Their picture, an mxc:// address; empty for none."),
                ],
            });

    private static async Task<IResult> HandleAsync(
        UserId userId, Wish wish, Administrator administrator, AccountStewardship accounts, CancellationToken cancel)
    {
        if (wish.Text("avatar_url") is { Length: > 0 } picture && !picture.StartsWith("mxc://", StringComparison.Ordinal))
        {
            return MatrixError.InvalidParam("A picture is an mxc:// address.").ToResponse();
        }

        var wishes = new AccountWishes
        {
            IsAdministrator = wish.Flag("is_administrator"),
            IsLocked = wish.Flag("is_locked"),
            IsSuspended = wish.Flag("is_suspended"),
            DisplayName = wish.Text("display_name"),
            AvatarUrl = wish.Text("avatar_url"),
        };
        return (await accounts.ChangeAsync(administrator.UserId, userId, wishes, cancel)).ToEmptyResponse();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Profiles;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>PUT /_synapse/admin/v2/users/{userId}</c>: what <c>synadm user modify</c> calls, for accounts that exist and for new ones.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmModifyUser : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_synapse/admin/v2/users/{userId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, Wish wish, Administrator administrator, AccountStewardship accounts, IProfileStore profiles, HomeserverOptions options,
        CancellationToken cancel)
    {
        if (userId.Server != options.ServerName)
        {
            return MatrixError.InvalidParam("The account is one of another server.").ToResponse();
        }

        var known = await accounts.FindAsync(userId, cancel);
        var isNew = !known.Accepted(out var account, out _);
        var done = await ModifyAsync(userId, account, wish, administrator, accounts, cancel);
        if (!done.Accepted(out _, out var refusal))
        {
            return refusal.ToResponse();
        }

        var profile = await profiles.FindAsync(userId, cancel);
        return (await accounts.FindAsync(userId, cancel)).Match(
            found => AdminAnswer.Of(SynapseShapes.Of(found, profile), isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK),
            gone => gone.ToResponse());
    }

    private static async Task<Outcome<bool>> ModifyAsync(
        UserId user, Account? account, Wish wish, Administrator administrator, AccountStewardship accounts, CancellationToken cancel)
    {
        if (Objection(account, wish) is { } objection)
        {
            return objection;
        }

        var password = wish.Text("password");
        if (account is null)
        {
            var name = user.ToString()[1..user.ToString().IndexOf(':', StringComparison.Ordinal)];
            if (!(await accounts.CreateAsync(administrator.UserId, name, password, wish.Flag("admin") == true, cancel)).Accepted(out _, out var taken))
            {
                return taken;
            }
        }
        else if (password is not null
            && !(await accounts.SetPasswordAsync(administrator.UserId, user, password, wish.Flag("logout_devices") != false, cancel)).Accepted(out _, out var weak))
        {
            return weak;
        }

        var wishes = new AccountWishes
        {
            IsAdministrator = account is null ? null : wish.Flag("admin"),
            IsLocked = wish.Flag("locked"),
            DisplayName = wish.Text("displayname"),
            AvatarUrl = wish.Text("avatar_url"),
        };
        if (wishes != new AccountWishes()
            && !(await accounts.ChangeAsync(administrator.UserId, user, wishes, cancel)).Accepted(out _, out var refusal))
        {
            return refusal;
        }

        return account?.DeactivatedAt is null && wish.Flag("deactivated") == true
            ? await accounts.DeactivateAsync(administrator.UserId, user, erase: false, cancel)
            : true;
    }

    private static MatrixError? Objection(Account? account, Wish wish)
    {
        if (account?.DeactivatedAt is not null && wish.Flag("deactivated") == false)
        {
            return MatrixError.InvalidParam("An account that has ended does not come back.");
        }

        if (wish.Names("threepids"))
        {
            return MatrixError.InvalidParam("This server does not let administrators set mail addresses and telephone numbers.");
        }

        return wish.Text("avatar_url") is { Length: > 0 } picture && !picture.StartsWith("mxc://", StringComparison.Ordinal)
            ? MatrixError.InvalidParam("A picture is an mxc:// address.")
            : null;
    }
}

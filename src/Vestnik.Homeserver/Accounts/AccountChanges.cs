using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Changes accounts, for their owners and for the operator. Sessions that end are dead on every silo when this returns.</summary>
public sealed class AccountChanges(IAccountStore accounts, IAccessTokens tokens, Passwords passwords, Farewell farewell, TimeProvider clock)
{
    public async Task<Outcome<bool>> SetPasswordAsync(UserId user, string password, KeptDevices kept, CancellationToken cancel)
    {
        if (Passwords.Objection(password) is { } objection)
        {
            return objection;
        }

        if (!(await passwords.HashAsync(password, cancel)).Accepted(out var hash, out var busy))
        {
            return busy;
        }

        return await RevokeAsync(await accounts.SetPasswordAsync(user, hash, kept), cancel);
    }

    /// <summary>Ends the account, its sessions and its profile, and leaves its rooms.</summary>
    public async Task<Outcome<bool>> DeactivateAsync(UserId user, bool erase, CancellationToken cancel)
    {
        var ended = await accounts.DeactivateAsync(user, erase, clock.GetUtcNow().ToUnixTimeMilliseconds());
        var outcome = await RevokeAsync(ended, cancel);
        if (ended is not null)
        {
            await farewell.LeaveAllAsync(user);
        }

        return outcome;
    }

    private async Task<Outcome<bool>> RevokeAsync(IReadOnlyList<TokenHash>? ended, CancellationToken cancel)
    {
        if (ended is null)
        {
            return MatrixError.NotFound("This server has no such account, or it has been deactivated.");
        }

        await tokens.RevokeAsync(ended, cancel);
        return true;
    }
}

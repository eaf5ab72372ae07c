using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Changes accounts, for their owners and for the operator. Sessions that end are dead on every silo when this returns.</summary>
public sealed class AccountChanges(IAccountStore accounts, IAccessTokens tokens, Passwords passwords, Errands errands, TimeProvider clock)
{
    /// <summary>So long the person waits; the last of very many rooms are left a little later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

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

    /// <summary>Ends the account with everything of its owner's, and leaves its rooms.</summary>
    /// <param name="user">Whose account it is.</param>
    /// <param name="erase">Uploads go too, and whoever comes to a room later does not see what the user wrote.</param>
    /// <param name="cancel">Stops waiting; what has begun is done.</param>
    public async Task<Outcome<bool>> DeactivateAsync(UserId user, bool erase, CancellationToken cancel)
    {
        var ended = await accounts.DeactivateAsync(user, erase, clock.GetUtcNow().ToUnixTimeMilliseconds(), Farewell.Of(user));
        var outcome = await RevokeAsync(ended, cancel);
        if (ended is not null)
        {
            await errands.HurryAsync(Farewell.Of(user), Patience);
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

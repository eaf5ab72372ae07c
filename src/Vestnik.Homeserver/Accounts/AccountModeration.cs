using Vestnik.Homeserver.Administration;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>What an administrator may put on an account, and take off again.</summary>
public enum Restraint
{
    /// <summary>The person can do nothing but sign out; their sessions stay.</summary>
    Lock,

    /// <summary>The person can read, and not write.</summary>
    Suspension,
}

/// <summary>Locks and suspends accounts. It holds on every silo when this returns.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#account-moderation</remarks>
public sealed class AccountModeration(IAccountStore accounts, IAccessTokens tokens, Deeds deeds, HomeserverOptions options)
{
    /// <summary>What whoever is locked out gets.</summary>
    public static MatrixError Locked { get; } =
        MatrixError.Of("M_USER_LOCKED", 401, "This account has been locked by the operator of the server.") with { SoftLogout = true };

    /// <summary>What whoever is suspended gets for what they may not do.</summary>
    public static MatrixError Suspended { get; } =
        MatrixError.Of("M_USER_SUSPENDED", 403, "This account has been suspended by the operator of the server: it may read, and not do this.");

    /// <summary>Whether an account is under a restraint.</summary>
    public async Task<Outcome<bool>> IsUnderAsync(Moderator moderator, UserId user, Restraint restraint, CancellationToken cancel) =>
        (await FindAsync(moderator, user, cancel)).Select(account => restraint == Restraint.Lock ? account.IsLocked : account.IsSuspended);

    /// <summary>Puts an account under a restraint, or frees it.</summary>
    public async Task<Outcome<bool>> SetAsync(Moderator moderator, UserId user, Restraint restraint, bool holds, CancellationToken cancel)
    {
        if (!(await FindAsync(moderator, user, cancel)).Accepted(out _, out var refusal))
        {
            return refusal;
        }

        if (user == moderator.UserId)
        {
            return MatrixError.Forbidden("Administrators do not do this to themselves.");
        }

        await deeds.NoteAsync(
            moderator.UserId.ToString(),
            (restraint, holds) switch
            {
                (Restraint.Lock, true) => "user.lock",
                (Restraint.Lock, false) => "user.unlock",
                (_, true) => "user.suspend",
                _ => "user.unsuspend",
            },
            user.ToString());

        // The tokens stay; what is remembered of them does not.
        await tokens.RevokeAsync(await accounts.RestrainAsync(user, restraint, holds), cancel);
        return holds;
    }

    // Who may not ask learns nothing about which accounts there are.
    private async Task<Outcome<Account>> FindAsync(Moderator moderator, UserId user, CancellationToken cancel)
    {
        if (!moderator.IsAdministrator)
        {
            return MatrixError.Forbidden("Only administrators do this.");
        }

        if (user.Server != options.ServerName)
        {
            return MatrixError.InvalidParam("The account is one of another server.");
        }

        if (await accounts.FindAsync(user, cancel) is not { DeactivatedAt: null } account)
        {
            return MatrixError.NotFound("This server has no such account, or it has been deactivated.");
        }

        return account.IsAdministrator && user != moderator.UserId
            ? MatrixError.Forbidden("Administrators do not do this to each other.")
            : account;
    }
}

/// <summary>Who asks for it.</summary>
public readonly record struct Moderator(UserId UserId, bool IsAdministrator);

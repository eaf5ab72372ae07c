using Vestnik.Homeserver.Limits;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Checks who somebody is.</summary>
public sealed class SignIn(
    IAccountStore accounts, Sessions sessions, Passwords passwords, Passes passes, SecretLimits limits, SecondFactors factors, HomeserverOptions options)
{
    /// <summary>Opens a session for a user name and password; an unknown user and a wrong password look alike.</summary>
    /// <remarks>Whoever has turned a second factor on signs in on the account pages, which ask for it.</remarks>
    public async Task<Outcome<SignedIn>> WithPasswordAsync(string userName, string password, DeviceWish wish, CancellationToken cancel)
    {
        if (!(await IdentifyAsync(userName, password, cancel)).Accepted(out var account, out var refusal))
        {
            return refusal;
        }

        return await factors.FindAsync(account.UserId, cancel) is null
            ? await sessions.OpenAsync(account.UserId, wish, cancel)
            : MatrixError.Forbidden("This account has a second factor: sign in through the browser, on the pages of the server.");
    }

    /// <summary>The living, unlocked account of a user name and password; an unknown user and a wrong password look alike.</summary>
    public async Task<Outcome<Account>> IdentifyAsync(string userName, string password, CancellationToken cancel)
    {
        Account? account = null;
        if (Usernames.TryRead(userName, options.ServerName, out var user))
        {
            if (await TooManyGuessesAsync(user) is { } wait)
            {
                return MatrixError.LimitExceeded(wait);
            }

            account = await accounts.FindAsync(user, cancel);
        }

        if (!(await passwords.MatchesAsync(password, account?.PasswordHash, cancel)).Accepted(out var right, out var busy))
        {
            return busy;
        }

        if (account?.DeactivatedAt is not null)
        {
            return MatrixError.Of("M_USER_DEACTIVATED", 403, "This account has been deactivated.");
        }

        if (account is null || !right)
        {
            await CountGuessAsync(user, account);
            return MatrixError.Forbidden("The user name or the password is not right.");
        }

        return account.IsLocked ? AccountModeration.Locked : account;
    }

    /// <summary>Opens a session for a token that a signed-in device of the same person was given.</summary>
    public async Task<Outcome<SignedIn>> WithTokenAsync(string token, DeviceWish wish, CancellationToken cancel) =>
        (await passes.SpendSignInAsync(token, cancel)).Accepted(out var user, out var refusal)
            ? await sessions.OpenAsync(user, wish, cancel)
            : refusal;

    /// <summary>Whether this is the user's password.</summary>
    public async Task<Outcome<bool>> IsPasswordAsync(UserId user, string password, CancellationToken cancel)
    {
        if (await TooManyGuessesAsync(user) is { } wait)
        {
            return MatrixError.LimitExceeded(wait);
        }

        var account = await accounts.FindAsync(user, cancel);
        var matches = await passwords.MatchesAsync(password, account?.PasswordHash, cancel);
        if (matches.Accepted(out var right, out _) && !right)
        {
            await CountGuessAsync(user, account);
        }

        return matches;
    }

    private async Task<TimeSpan?> TooManyGuessesAsync(UserId user) =>
        options.RateLimits.Enabled ? await limits.LookAsync(SecretLimit.Guesses, user.ToString()) : null;

    // Names that nobody has are not counted: there is nothing to guess, and they would fill the memory.
    private async Task CountGuessAsync(UserId user, Account? account)
    {
        if (account is not null)
        {
            await limits.TakeAsync(SecretLimit.Guesses, user.ToString());
        }
    }
}

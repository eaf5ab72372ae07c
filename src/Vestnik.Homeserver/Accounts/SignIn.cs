using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Checks who somebody is.</summary>
public sealed class SignIn(IAccountStore accounts, Sessions sessions, Passwords passwords, HomeserverOptions options)
{
    /// <summary>Opens a session for a user name and password; an unknown user and a wrong password look alike.</summary>
    public async Task<Outcome<SignedIn>> WithPasswordAsync(string userName, string password, DeviceWish wish, CancellationToken cancel)
    {
        var known = Usernames.TryRead(userName, options.ServerName, out var user);
        var account = known ? await accounts.FindAsync(user, cancel) : null;
        var matches = await passwords.MatchesAsync(password, account?.PasswordHash, cancel);
        if (!matches.Accepted(out var right, out var busy))
        {
            return busy;
        }

        if (account?.DeactivatedAt is not null)
        {
            return MatrixError.Of("M_USER_DEACTIVATED", 403, "This account has been deactivated.");
        }

        return right
            ? await sessions.OpenAsync(user, wish, cancel)
            : MatrixError.Forbidden("The user name or the password is not right.");
    }

    /// <summary>Whether this is the user's password.</summary>
    public async Task<Outcome<bool>> IsPasswordAsync(UserId user, string password, CancellationToken cancel) =>
        await passwords.MatchesAsync(password, (await accounts.FindAsync(user, cancel))?.PasswordHash, cancel);
}

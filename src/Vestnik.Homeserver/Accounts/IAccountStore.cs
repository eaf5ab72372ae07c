using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>The accounts of this server's users.</summary>
public interface IAccountStore
{
    ValueTask<Account?> FindAsync(UserId user, CancellationToken cancel);

    /// <summary>Creates an account, with a session where one is asked for, in one transaction; false when the name is taken.</summary>
    Task<bool> CreateAsync(Account account, NewSession? session);

    /// <summary>Sets the password and ends sessions, in one transaction.</summary>
    /// <returns>The access tokens that ended, to be revoked on every silo; null when there is no living account.</returns>
    Task<IReadOnlyList<TokenHash>?> SetPasswordAsync(UserId user, string passwordHash, KeptDevices kept);

    /// <summary>
    /// Ends an account for good, with its sessions, devices, profile, account data, filters, push rules, cross-signing keys,
    /// signatures and key backups, in one transaction; its name is never given again.
    /// </summary>
    /// <param name="user">Whose account it is.</param>
    /// <param name="erase">The user wants to be forgotten as far as can be.</param>
    /// <param name="at">Milliseconds since 1970.</param>
    /// <param name="errand">What has to be done about it.</param>
    /// <returns>The access tokens that ended; null when there is no living account.</returns>
    Task<IReadOnlyList<TokenHash>?> DeactivateAsync(UserId user, bool erase, long at, Errand errand);

    /// <summary>Puts a living account under a restraint, or frees it.</summary>
    /// <returns>Its access tokens: they live on, and what is remembered of them has changed.</returns>
    Task<IReadOnlyList<TokenHash>> RestrainAsync(UserId user, Restraint restraint, bool holds);

    /// <summary>Notes until when the person lets a device replace the keys that vouch for all of them.</summary>
    /// <param name="user">Whose keys they are.</param>
    /// <param name="until">Milliseconds since 1970; null takes the word back.</param>
    Task AllowKeysAsync(UserId user, long? until);

    /// <summary>Lets a living account administer the server, or no longer.</summary>
    /// <returns>Its access tokens: they live on, and what is remembered of them has changed.</returns>
    Task<IReadOnlyList<TokenHash>> SetAdministratorAsync(UserId user, bool administers);

    /// <summary>Accounts in the order of their ids, after <paramref name="after"/>.</summary>
    ValueTask<IReadOnlyList<Account>> ListAsync(UserId? after, int limit, CancellationToken cancel);
}

/// <summary>Somebody of this server.</summary>
public sealed record Account
{
    public required UserId UserId { get; init; }

    public bool IsGuest { get; init; }

    public bool IsAdministrator { get; init; }

    public bool IsLocked { get; init; }

    public bool IsSuspended { get; init; }

    /// <summary>Argon2id in text form; null for guests and the deactivated.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Milliseconds since 1970; see <see cref="KeyReplacement"/>.</summary>
    public long? KeysReplaceableUntil { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Milliseconds since 1970; null while the account lives.</summary>
    public long? DeactivatedAt { get; init; }
}

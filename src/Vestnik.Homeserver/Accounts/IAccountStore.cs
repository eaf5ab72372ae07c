using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>The accounts of this server's users.</summary>
public interface IAccountStore
{
    ValueTask<Account?> FindAsync(UserId user, CancellationToken cancel);

    /// <summary>Creates an account, with a session where one is asked for, in one transaction; false when the name is taken.</summary>
    Task<bool> CreateAsync(Account account, NewSession? session);

    Task SetPasswordAsync(UserId user, string passwordHash);

    /// <summary>Accounts in the order of their ids, after <paramref name="after"/>.</summary>
    ValueTask<IReadOnlyList<Account>> ListAsync(UserId? after, int limit, CancellationToken cancel);
}

/// <summary>Somebody of this server.</summary>
public sealed record Account
{
    public required UserId UserId { get; init; }

    public bool IsGuest { get; init; }

    public bool IsAdministrator { get; init; }

    /// <summary>Argon2id in text form; null for guests and the deactivated.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Milliseconds since 1970; null while the account lives.</summary>
    public long? DeactivatedAt { get; init; }
}

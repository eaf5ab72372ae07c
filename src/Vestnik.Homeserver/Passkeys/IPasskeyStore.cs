using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Passkeys;

/// <summary>A public key of somebody, whose private half lies in a device of theirs.</summary>
public sealed record Passkey
{
    /// <summary>How the authenticator names it.</summary>
    public required byte[] CredentialId { get; init; }

    public required UserId UserId { get; init; }

    /// <summary>COSE.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>How often the authenticator says that it has signed; 0 where it does not count.</summary>
    public required long Counter { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? LastUsedAt { get; init; }
}

/// <summary>Passkeys, and the challenges that browsers are asked to have signed. Both end with the account.</summary>
public interface IPasskeyStore
{
    ValueTask<IReadOnlyList<Passkey>> ListAsync(UserId user, CancellationToken cancel);

    ValueTask<Passkey?> FindAsync(byte[] credentialId, CancellationToken cancel);

    /// <summary>False when somebody has a passkey of this name already.</summary>
    Task<bool> AddAsync(Passkey passkey);

    /// <summary>Notes a use; false when another use was noted meanwhile that counted as far.</summary>
    Task<bool> UsedAsync(Passkey passkey, long counter, long at);

    Task RemoveAsync(UserId user, byte[] credentialId);

    /// <summary>Stores a challenge and sweeps those that expired before <paramref name="now"/> (milliseconds since 1970).</summary>
    Task AskAsync(PasskeyChallenge challenge, long now);

    /// <summary>Removes a challenge and returns it, to one caller only; null when there is none.</summary>
    Task<PasskeyChallenge?> SpendAsync(TokenHash hash);
}

/// <param name="Hash">Of the challenge.</param>
/// <param name="Browser">Which browser asked.</param>
/// <param name="Purpose">What is signed for.</param>
/// <param name="ExpiresAt">Milliseconds since 1970.</param>
public sealed record PasskeyChallenge(TokenHash Hash, TokenHash Browser, string Purpose, long ExpiresAt);

namespace Vestnik.Homeserver.Accounts;

/// <summary>Words with which people may register, where the operator asks for one.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#token-authenticated-registration</remarks>
public interface IRegistrationTokenStore
{
    /// <summary>False when there is one of this name already.</summary>
    Task<bool> AddAsync(RegistrationToken token);

    ValueTask<RegistrationToken?> FindAsync(string token, CancellationToken cancel);

    /// <summary>In the order of their making.</summary>
    ValueTask<IReadOnlyList<RegistrationToken>> ListAsync(CancellationToken cancel);

    /// <summary>Replaces how often and how long a token serves; false when there is no such token.</summary>
    Task<bool> ReplaceAsync(string token, long? usesAllowed, long? expiresAt);

    /// <summary>Takes one use of a token that is still valid at a time (milliseconds since 1970); false when none is left.</summary>
    Task<bool> TakeAsync(string token, long now);

    /// <summary>False when there is no such token.</summary>
    Task<bool> RemoveAsync(string token);
}

public sealed record RegistrationToken
{
    /// <summary>At most 64 characters of <c>A-Z a-z 0-9 . _ ~ -</c>.</summary>
    public required string Token { get; init; }

    /// <summary>Null for any number.</summary>
    public long? UsesAllowed { get; init; }

    public long Uses { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Milliseconds since 1970; null for one that does not expire.</summary>
    public long? ExpiresAt { get; init; }

    /// <param name="now">Milliseconds since 1970.</param>
    public bool IsValid(long now) => (UsesAllowed is not { } allowed || Uses < allowed) && (ExpiresAt is not { } end || now < end);
}

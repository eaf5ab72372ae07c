using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Devices' tokens, by their hashes.</summary>
/// <remarks>Whatever ends tokens returns them, for the caller to revoke on every silo before it answers.</remarks>
public interface ISessionStore
{
    ValueTask<StoredToken?> FindAsync(TokenHash accessToken, CancellationToken cancel);

    /// <summary>
    /// Signs a device in, new or known; tokens that a known device had end. Null when there is no living account.
    /// </summary>
    Task<IReadOnlyList<TokenHash>?> OpenAsync(NewSession session);

    /// <summary>
    /// Gives a session new tokens for its refresh token. The old ones live until the new ones are seen in use.
    /// Null when the refresh token is unknown or spent.
    /// </summary>
    Task<Refreshed?> RefreshAsync(TokenHash refreshToken, NewTokens tokens, CancellationToken cancel);

    /// <summary>The access token has been seen in use: what it replaced ends.</summary>
    Task<IReadOnlyList<TokenHash>> ConfirmAsync(UserId user, TokenHash accessToken);
}

public sealed record StoredToken
{
    public required TokenOwner Owner { get; init; }

    /// <summary>Milliseconds since 1970; null when the token does not expire.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>The token replaced another one that still lives.</summary>
    public bool NeedsConfirmation { get; init; }
}

public sealed record NewTokens
{
    public required TokenHash AccessToken { get; init; }

    /// <summary>Milliseconds since 1970; null when the access token does not expire.</summary>
    public long? ExpiresAt { get; init; }

    public TokenHash? RefreshToken { get; init; }
}

public sealed record NewSession
{
    public required UserId UserId { get; init; }

    public required DeviceId DeviceId { get; init; }

    /// <summary>For a new device only.</summary>
    public string? DisplayName { get; init; }

    public required NewTokens Tokens { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long CreatedAt { get; init; }
}

/// <param name="Owner">Whose session it is.</param>
/// <param name="Ended">Tokens of an earlier refresh that nobody used.</param>
public sealed record Refreshed(TokenOwner Owner, IReadOnlyList<TokenHash> Ended);

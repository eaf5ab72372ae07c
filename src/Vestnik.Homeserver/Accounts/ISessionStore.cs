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

    /// <summary>Whose refresh token it is; null when it is unknown or has ended.</summary>
    ValueTask<TokenHolder?> FindByRefreshTokenAsync(TokenHash refreshToken, CancellationToken cancel);

    /// <summary>Whose access token it is, expired or not; null when it is unknown or has ended.</summary>
    ValueTask<TokenHolder?> FindByAccessTokenAsync(TokenHash accessToken, CancellationToken cancel);

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

    /// <summary>The OAuth client that signs in; null for the older way.</summary>
    public string? ClientId { get; init; }

    public required NewTokens Tokens { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long CreatedAt { get; init; }
}

/// <summary>The device that a token belongs to.</summary>
/// <param name="UserId">Whose device it is.</param>
/// <param name="DeviceId">The device.</param>
/// <param name="ClientId">The OAuth client that it signed in with; null for the older way.</param>
public sealed record TokenHolder(UserId UserId, DeviceId DeviceId, string? ClientId);

/// <param name="Owner">Whose session it is.</param>
/// <param name="Ended">Tokens of an earlier refresh that nobody used.</param>
public sealed record Refreshed(TokenOwner Owner, IReadOnlyList<TokenHash> Ended);

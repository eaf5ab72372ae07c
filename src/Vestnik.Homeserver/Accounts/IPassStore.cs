using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Tokens that are good for one thing and a short time, by their hashes. They end with the account and with its password.</summary>
public interface IPassStore
{
    /// <summary>Stores a pass and sweeps those that expired before <paramref name="now"/> (milliseconds since 1970).</summary>
    Task KeepAsync(Pass pass, long now);

    /// <summary>Whose pass it is; null when there is none for this purpose. Whether it has expired the caller decides.</summary>
    ValueTask<Pass?> FindAsync(TokenHash hash, string purpose, CancellationToken cancel);

    /// <summary>Removes a pass; true for one caller only.</summary>
    Task<bool> SpendAsync(Pass pass);
}

public sealed record Pass
{
    public required TokenHash Hash { get; init; }

    /// <summary>One of the names in <see cref="Passes"/>.</summary>
    public required string Purpose { get; init; }

    public required UserId UserId { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long ExpiresAt { get; init; }
}

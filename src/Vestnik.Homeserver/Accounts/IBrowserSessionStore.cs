using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Somebody who is signed in to the account pages in a browser.</summary>
public sealed record BrowserSession
{
    /// <summary>Of the cookie.</summary>
    public required TokenHash Hash { get; init; }

    public required UserId UserId { get; init; }

    /// <summary>False while the second factor is still to be shown: nothing but that page is open.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long ExpiresAt { get; init; }
}

/// <summary>Browser sessions by the hashes of their cookies. They end with the account, with its password and when it is locked.</summary>
public interface IBrowserSessionStore
{
    /// <summary>Stores a session of a living account and sweeps those that expired before <paramref name="now"/> (milliseconds since 1970).</summary>
    Task OpenAsync(BrowserSession session, long now);

    ValueTask<BrowserSession?> FindAsync(TokenHash hash, CancellationToken cancel);

    Task EndAsync(BrowserSession session);
}

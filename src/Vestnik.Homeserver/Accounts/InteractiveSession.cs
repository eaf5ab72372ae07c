namespace Vestnik.Homeserver.Accounts;

/// <summary>A user-interactive authentication under way.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#user-interactive-authentication-api</remarks>
public sealed record InteractiveSession
{
    public required string SessionId { get; init; }

    /// <summary>SHA-256 of the operation and its parameters: what is authenticated for one thing serves for no other.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>Stages done, such as <c>m.login.password</c>.</summary>
    public required IReadOnlyList<string> Completed { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long ExpiresAt { get; init; }
}

public interface IInteractiveSessionStore
{
    ValueTask<InteractiveSession?> FindAsync(string sessionId, CancellationToken cancel);

    /// <summary>Stores the session and sweeps those that expired before <paramref name="now"/> (milliseconds since 1970).</summary>
    Task SaveAsync(InteractiveSession session, long now);

    /// <summary>Removes a session and returns it, to one caller only; null when it is gone.</summary>
    Task<InteractiveSession?> SpendAsync(string sessionId);
}

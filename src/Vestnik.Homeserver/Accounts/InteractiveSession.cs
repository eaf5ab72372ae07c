using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>A user-interactive authentication under way.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#user-interactive-authentication-api</remarks>
public sealed record InteractiveSession
{
    public required string SessionId { get; init; }

    /// <summary>What is authenticated for one thing serves for no other.</summary>
    public required RequestHash Request { get; init; }

    /// <summary>Stages done, such as <c>m.login.password</c>.</summary>
    public required IReadOnlyList<string> Completed { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long ExpiresAt { get; init; }

    /// <summary>The first request's body, for clients that send it only once; null where it is not remembered.</summary>
    public byte[]? Body { get; init; }

    /// <summary>For a registration that has been completed: who it made, so that a repeated call makes nobody else.</summary>
    public UserId? Registered { get; init; }
}

public interface IInteractiveSessionStore
{
    ValueTask<InteractiveSession?> FindAsync(string sessionId, CancellationToken cancel);

    /// <summary>Stores the session and sweeps those that expired before <paramref name="now"/> (milliseconds since 1970).</summary>
    Task SaveAsync(InteractiveSession session, long now);

    /// <summary>Notes whom a registration made.</summary>
    Task CompleteAsync(string sessionId, UserId registered);

    /// <summary>Removes a session and returns it, to one caller only; null when it is gone.</summary>
    Task<InteractiveSession?> SpendAsync(string sessionId);
}

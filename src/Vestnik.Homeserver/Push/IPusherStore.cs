using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>Where people's devices want to be told of news. A pusher ends with the session that set it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#push-notifications</remarks>
public interface IPusherStore
{
    ValueTask<IReadOnlyList<Pusher>> OfAsync(UserId user, CancellationToken cancel);

    /// <summary>Sets a pusher in the place of the same one before.</summary>
    /// <param name="pusher">The pusher.</param>
    /// <param name="session">Numeric id of the session that sets it.</param>
    /// <param name="alone">Other people lose the pusher of the same app and key: a device has changed hands.</param>
    /// <returns><c>M_RESOURCE_LIMIT_EXCEEDED</c> for somebody who has very many.</returns>
    Task<Outcome<bool>> SetAsync(Pusher pusher, long session, bool alone);

    /// <summary>Nothing happens when there is none.</summary>
    Task RemoveAsync(UserId user, string appId, string pushKey);
}

public sealed record Pusher
{
    public required UserId UserId { get; init; }

    public required string AppId { get; init; }

    /// <summary>The device's address within the app.</summary>
    public required string PushKey { get; init; }

    /// <summary>Such as <c>http</c>.</summary>
    public required string Kind { get; init; }

    public required string AppDisplayName { get; init; }

    public required string DeviceDisplayName { get; init; }

    public string? ProfileTag { get; init; }

    public required string Language { get; init; }

    /// <summary>A JSON object: the gateway's address, and what else the gateway is to get.</summary>
    public required byte[] Data { get; init; }

    /// <summary>When its gateway last took something, in milliseconds since 1970; null for never. Not what a client sets.</summary>
    public long? PushedAt { get; init; }

    /// <summary>The gateway did not take the last delivery, which is tried again.</summary>
    public bool IsFailing { get; init; }
}

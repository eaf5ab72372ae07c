using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Devices;

/// <summary>The devices of this server's users, without their keys.</summary>
public interface IDeviceStore
{
    ValueTask<IReadOnlyList<Device>> ListAsync(UserId user, CancellationToken cancel);

    ValueTask<Device?> FindAsync(UserId user, DeviceId device, CancellationToken cancel);

    /// <summary>Makes a device without a token; false when the person has one of this id.</summary>
    /// <param name="user">Whose it is.</param>
    /// <param name="device">Its id.</param>
    /// <param name="displayName">What it is called.</param>
    /// <param name="at">Milliseconds since 1970.</param>
    Task<bool> CreateAsync(UserId user, DeviceId device, string? displayName, long at);

    /// <summary>False when there is no such device.</summary>
    Task<bool> RenameAsync(UserId user, DeviceId device, string? displayName);

    /// <summary>
    /// Removes devices with their tokens, keys and inboxes. Devices that do not exist are passed over.
    /// </summary>
    /// <returns>The access tokens that ended, to be revoked on every silo.</returns>
    Task<IReadOnlyList<TokenHash>> RemoveAsync(UserId user, IReadOnlyList<DeviceId> devices);

    /// <summary>The same for all devices of a user but one.</summary>
    Task<IReadOnlyList<TokenHash>> RemoveAllAsync(UserId user, DeviceId? except);

    /// <summary>Notes when and from where a session was last used.</summary>
    /// <param name="sessionId">Of the device.</param>
    /// <param name="user">Whose it is.</param>
    /// <param name="seenAt">Milliseconds since 1970.</param>
    /// <param name="address">The client's address as text.</param>
    Task MarkSeenAsync(long sessionId, UserId user, long seenAt, string? address);
}

public sealed record Device
{
    public required DeviceId DeviceId { get; init; }

    /// <summary>Numeric id of the device's session; the scope of transaction ids.</summary>
    public required long SessionId { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>The OAuth client that it signed in with; null for the older way.</summary>
    public string? ClientId { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? LastSeenAt { get; init; }

    public string? LastSeenAddress { get; init; }
}

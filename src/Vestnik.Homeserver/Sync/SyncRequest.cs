using Vestnik.Protocol.Filters;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>What one device asks for.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3sync</remarks>
public sealed record SyncRequest
{
    public required UserId User { get; init; }

    public required DeviceId Device { get; init; }

    /// <summary>The device's session, whose own events carry their transaction id.</summary>
    public required long SessionId { get; init; }

    /// <summary>What the device has; null for nothing.</summary>
    public SyncToken? Since { get; init; }

    public SyncFilter Filter { get; init; } = SyncFilter.Default;

    /// <summary>All state of all rooms, whatever the device has.</summary>
    public bool FullState { get; init; }

    /// <summary>
    /// Null when the client wants the state before the timeline; else it wants the state after it, under this name.
    /// </summary>
    public string? StateAfter { get; init; }

    /// <summary>How long to wait for news.</summary>
    public TimeSpan Timeout { get; init; }
}

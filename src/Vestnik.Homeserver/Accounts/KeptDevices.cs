using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Which devices stay signed in when a password changes.</summary>
public sealed record KeptDevices
{
    private KeptDevices(bool keepsAll, DeviceId? device) => (KeepsAll, Device) = (keepsAll, device);

    public static KeptDevices All { get; } = new(true, null);

    public static KeptDevices None { get; } = new(false, null);

    public bool KeepsAll { get; }

    /// <summary>The only one that stays, where not all do.</summary>
    public DeviceId? Device { get; }

    public static KeptDevices Only(DeviceId device) => new(false, device);
}

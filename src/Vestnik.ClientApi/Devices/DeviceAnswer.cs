using Vestnik.Homeserver.Devices;

namespace Vestnik.ClientApi.Devices;

/// <summary>A device as its owner sees it.</summary>
internal sealed record DeviceAnswer(string DeviceId, string? DisplayName, string? LastSeenIp, long? LastSeenTs)
{
    public static DeviceAnswer Of(Device device) =>
        new(device.DeviceId.ToString(), device.DisplayName, device.LastSeenAddress, device.LastSeenAt);
}

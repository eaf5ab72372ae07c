using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Devices;

/// <summary>A message waits for a device, at the fact's position in the user's shard.</summary>
public sealed record ToDeviceQueued(UserId User, DeviceId Device) : Fact;

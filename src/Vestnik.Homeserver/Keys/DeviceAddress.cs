using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>One device of one person.</summary>
public readonly record struct DeviceAddress(UserId User, DeviceId Device);

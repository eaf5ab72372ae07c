using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>A device has more or fewer one-time keys, or its fallback key was used or replaced. In the user's shard.</summary>
public sealed record OneTimeKeyCountChanged(UserId User, DeviceId Device) : Fact;

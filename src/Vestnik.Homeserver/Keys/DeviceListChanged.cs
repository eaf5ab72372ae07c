using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>A person's device keys, cross-signing keys or their signatures have changed: whoever shares a room fetches them anew. In the person's shard.</summary>
public sealed record DeviceListChanged(UserId User) : Fact;

/// <summary>A person has signed somebody else's master key. Only the signer's own devices see it. In the signer's shard.</summary>
public sealed record KeySigned(UserId Signer, UserId Owner) : Fact;

using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>Somebody has set a pusher, or has none any more; in the user's shard.</summary>
[GenerateSerializer]
[Alias("vestnik.pushers-changed")]
public sealed record PushersChanged([property: Id(0)] UserId User, [property: Id(1)] bool HasAny) : Fact;

using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>Somebody changed when to be notified; in the user's shard.</summary>
[GenerateSerializer]
[Alias("vestnik.push-rules-changed")]
public sealed record PushRulesChanged([property: Id(0)] UserId User) : Fact;

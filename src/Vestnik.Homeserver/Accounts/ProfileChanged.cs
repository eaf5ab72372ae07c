using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Somebody changed their profile; in the user's shard.</summary>
public sealed record ProfileChanged(UserId User) : Fact;

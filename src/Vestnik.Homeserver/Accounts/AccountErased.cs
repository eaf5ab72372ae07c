using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Somebody has deactivated their account and wants to be forgotten.</summary>
/// <param name="User">Who.</param>
/// <param name="At">Milliseconds since 1970.</param>
[GenerateSerializer]
[Alias("vestnik.account-erased")]
public sealed record AccountErased([property: Id(0)] UserId User, [property: Id(1)] long At) : Fact;

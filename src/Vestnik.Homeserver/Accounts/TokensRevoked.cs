using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Access tokens that no longer grant anything, by their hashes.</summary>
[GenerateSerializer]
[Alias("vestnik.tokens-revoked")]
public sealed record TokensRevoked([property: Id(0)] IReadOnlyList<TokenHash> Tokens) : Fact;

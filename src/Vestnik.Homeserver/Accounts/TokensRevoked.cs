using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Access tokens that no longer grant anything, by their hashes.</summary>
public sealed record TokensRevoked(IReadOnlyList<TokenHash> Tokens) : Fact;

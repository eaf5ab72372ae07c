using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Who stands behind an access token; answered from memory on the hot path.</summary>
/// <remarks>
/// A cached answer is revoked on every silo before the call that revoked the token answers.
/// </remarks>
public interface IAccessTokens
{
    /// <summary>The session of the token; <c>M_UNKNOWN_TOKEN</c> (401), with <c>soft_logout</c> when it has merely expired.</summary>
    ValueTask<Outcome<TokenOwner>> FindAsync(string accessToken, CancellationToken cancel);

    /// <summary>Forgets tokens that the store has ended, here and on every other silo.</summary>
    Task RevokeAsync(IReadOnlyList<TokenHash> ended, CancellationToken cancel);
}

public sealed record TokenOwner
{
    public required UserId UserId { get; init; }

    public required DeviceId DeviceId { get; init; }

    /// <summary>Numeric id of the token's session; the scope of transaction ids.</summary>
    public required long SessionId { get; init; }

    public bool IsGuest { get; init; }

    public bool IsAdministrator { get; init; }

    /// <summary>See <see cref="Restraint.Lock"/>.</summary>
    public bool IsLocked { get; init; }

    /// <summary>See <see cref="Restraint.Suspension"/>.</summary>
    public bool IsSuspended { get; init; }
}

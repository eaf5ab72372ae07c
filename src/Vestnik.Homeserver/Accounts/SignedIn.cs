using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>A session as its owner gets it; the only time that its tokens are in clear.</summary>
public sealed record SignedIn
{
    public required UserId UserId { get; init; }

    public required DeviceId DeviceId { get; init; }

    public required string AccessToken { get; init; }

    public string? RefreshToken { get; init; }

    /// <summary>Null when the access token does not expire.</summary>
    public TimeSpan? Lifetime { get; init; }
}

/// <summary>What a client says about the device that signs in.</summary>
public sealed record DeviceWish
{
    public DeviceId? DeviceId { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>The OAuth client that signs in; null for the older way.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client can refresh, so its access token may expire.</summary>
    public bool CanRefresh { get; init; }
}

using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Accounts;

/// <summary>A fresh session as registration and sign-in answer it.</summary>
internal sealed record SessionAnswer
{
    public required string UserId { get; init; }

    public string? AccessToken { get; init; }

    public string? DeviceId { get; init; }

    public string? RefreshToken { get; init; }

    public long? ExpiresInMs { get; init; }

    /// <summary>Deprecated by the spec, and still read by old clients.</summary>
    public string? HomeServer { get; init; }

    public static SessionAnswer Of(UserId user, SignedIn? session) => new()
    {
        UserId = user.ToString(),
        AccessToken = session?.AccessToken,
        DeviceId = session?.DeviceId.ToString(),
        RefreshToken = session?.RefreshToken,
        ExpiresInMs = (long?)session?.Lifetime?.TotalMilliseconds,
        HomeServer = user.Server.ToString(),
    };

    /// <summary>What the client says about its device, checked.</summary>
    public static Outcome<DeviceWish> ReadDevice(string? deviceId, string? displayName, bool? refreshToken)
    {
        DeviceId? device = null;
        if (deviceId is { Length: > 0 })
        {
            if (!Protocol.Identifiers.DeviceId.TryParse(deviceId, out var parsed))
            {
                return MatrixError.InvalidParam("The device id is longer than 255 bytes or holds control characters.");
            }

            device = parsed;
        }

        return displayName?.Length > 255
            ? MatrixError.InvalidParam("The device's name may have at most 255 characters.")
            : new DeviceWish { DeviceId = device, DisplayName = displayName, CanRefresh = refreshToken == true };
    }
}

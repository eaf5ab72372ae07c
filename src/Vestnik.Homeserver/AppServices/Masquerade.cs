using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.AppServices;

/// <summary>Lets an application service act as a person whose name is its own, and as one of their devices.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#identity-assertion</remarks>
public sealed class Masquerade(IAccountStore accounts, IDeviceStore devices)
{
    /// <param name="service">Who asks.</param>
    /// <param name="userId">Whom it wants to be; its sender when null.</param>
    /// <param name="deviceId">On which of their devices; on none when null.</param>
    /// <param name="cancel">Stops asking.</param>
    /// <returns><c>M_FORBIDDEN</c> for somebody whom it may not be, <c>M_UNKNOWN_DEVICE</c> for a device that they do not have.</returns>
    public async Task<Outcome<Masked>> AsAsync(AppService service, string? userId, string? deviceId, CancellationToken cancel)
    {
        var user = service.Sender;
        if (userId is not null && (!UserId.TryParse(userId, out user) || !service.SpeaksFor(user)))
        {
            return MatrixError.Forbidden("The application service may not act as this user.");
        }

        if (await accounts.FindAsync(user, cancel) is not { DeactivatedAt: null } account)
        {
            return MatrixError.Forbidden("The application service has not registered this user, or the account has been deactivated.");
        }

        if (deviceId is null)
        {
            return new Masked(account, null, NumberOf(service, user));
        }

        return DeviceId.TryParse(deviceId, out var named) && await devices.FindAsync(user, named, cancel) is { } device
            ? new Masked(account, named, device.SessionId)
            : MatrixError.Of("M_UNKNOWN_DEVICE", 400, "The user has no device of this id.");
    }

    // Sessions of devices count from 1 upwards: what has no device lies below.
    private static long NumberOf(AppService service, UserId user) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{service.Id}\n{user}"))) | long.MinValue;
}

/// <param name="Account">Whom the application service is.</param>
/// <param name="DeviceId">On which device, or none.</param>
/// <param name="SessionId">The scope of transaction ids: the device's, or one of the service and the person.</param>
public sealed record Masked(Account Account, DeviceId? DeviceId, long SessionId);

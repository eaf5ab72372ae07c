using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Devices;

/// <summary><c>PUT /_matrix/client/v3/devices/{deviceId}</c>; an application service makes devices by it too.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#put_matrixclientv3devicesdeviceid</remarks>
public sealed class RenameDevice : IEndpoint
{
    private const int LongestName = 255;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_matrix/client/v3/devices/{deviceId}", HandleAsync);

    internal sealed record Request(string? DisplayName);

    private static async Task<IResult> HandleAsync(
        DeviceId deviceId, Body<Request> body, Requester requester, IDeviceStore devices, TimeProvider clock, CancellationToken cancel)
    {
        if (body.Value.DisplayName?.Length > LongestName)
        {
            return MatrixError.InvalidParam("The device's name may have at most 255 characters.").ToResponse();
        }

        var known = body.Value.DisplayName is { } name
            ? await devices.RenameAsync(requester.UserId, deviceId, name)
            : await devices.FindAsync(requester.UserId, deviceId, cancel) is not null;
        if (known)
        {
            return Responses.Empty;
        }

        if (requester.AppService is null)
        {
            return MatrixError.NotFound("You have no device of this id.").ToResponse();
        }

        return await devices.CreateAsync(requester.UserId, deviceId, body.Value.DisplayName, clock.GetUtcNow().ToUnixTimeMilliseconds())
            ? Responses.Created
            : Responses.Empty;
    }
}

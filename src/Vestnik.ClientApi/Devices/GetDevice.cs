using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Devices;

/// <summary><c>GET /_matrix/client/v3/devices/{deviceId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3devicesdeviceid</remarks>
public sealed class GetDevice : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/devices/{deviceId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        DeviceId deviceId, Requester requester, IDeviceStore devices, CancellationToken cancel) =>
        await devices.FindAsync(requester.UserId, deviceId, cancel) is { } device
            ? TypedResults.Ok(DeviceAnswer.Of(device))
            : MatrixError.NotFound("You have no device of this id.").ToResponse();
}

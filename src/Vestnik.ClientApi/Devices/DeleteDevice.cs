using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Devices;

/// <summary><c>DELETE /_matrix/client/v3/devices/{deviceId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#delete_matrixclientv3devicesdeviceid</remarks>
public sealed class DeleteDevice : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_matrix/client/v3/devices/{deviceId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        DeviceId deviceId, OptionalObjectBody body, Requester requester, DeviceList devices,
        UserInteractive interactive, HttpContext context, CancellationToken cancel)
    {
        if (requester.AppService is null
            && await interactive.RequireAsync(context, body.Bytes, requester, UserInteractive.Password, cancel) is { } challenge)
        {
            return challenge;
        }

        await devices.RemoveAsync(requester.UserId, [deviceId], cancel);
        return Responses.Empty;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;

namespace Vestnik.ClientApi.Devices;

/// <summary><c>GET /_matrix/client/v3/devices</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3devices</remarks>
public sealed class ListDevices : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/devices", HandleAsync);

    internal sealed record Response(IReadOnlyList<DeviceAnswer> Devices);

    private static async Task<IResult> HandleAsync(Requester requester, IDeviceStore devices, CancellationToken cancel)
    {
        var all = await devices.ListAsync(requester.UserId, cancel);
        return TypedResults.Ok(new Response([.. all.Select(DeviceAnswer.Of)]));
    }
}

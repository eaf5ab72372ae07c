using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Devices;

/// <summary><c>POST /_matrix/client/v3/delete_devices</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3delete_devices</remarks>
public sealed class DeleteDevices : IEndpoint
{
    private const int MostAtOnce = 1000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/delete_devices", HandleAsync);

    internal sealed record Request(IReadOnlyList<string>? Devices);

    private static async Task<IResult> HandleAsync(
        Body<Request> body, Requester requester, DeviceList devices,
        UserInteractive interactive, HttpContext context, CancellationToken cancel)
    {
        if (body.Value.Devices is not { } named)
        {
            return MatrixError.MissingParam("The list of devices is missing.").ToResponse();
        }

        if (named.Count > MostAtOnce)
        {
            return MatrixError.InvalidParam("At most 1000 devices can be deleted at once.").ToResponse();
        }

        var chosen = new List<DeviceId>();
        foreach (var name in named)
        {
            if (!DeviceId.TryParse(name, out var device))
            {
                return MatrixError.InvalidParam("The list holds something that is no device id.").ToResponse();
            }

            chosen.Add(device);
        }

        if (requester.AppService is null
            && await interactive.RequireAsync(context, body.Bytes, requester, UserInteractive.Password, cancel) is { } challenge)
        {
            return challenge;
        }

        await devices.RemoveAsync(requester.UserId, chosen, cancel);
        return Responses.Empty;
    }
}

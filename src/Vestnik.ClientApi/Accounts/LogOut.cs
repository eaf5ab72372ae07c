using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>POST /_matrix/client/v3/logout</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3logout</remarks>
public sealed class LogOut : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/logout", HandleAsync);

    private static async Task<IResult> HandleAsync(Requester requester, DeviceList devices, CancellationToken cancel)
    {
        await devices.RemoveAsync(requester.UserId, [requester.DeviceId], cancel);
        return Responses.Empty;
    }
}

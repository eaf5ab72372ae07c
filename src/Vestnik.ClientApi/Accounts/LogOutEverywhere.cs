using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;

namespace Vestnik.ClientApi.Accounts;

/// <summary><c>POST /_matrix/client/v3/logout/all</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3logoutall</remarks>
public sealed class LogOutEverywhere : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_matrix/client/v3/logout/all", HandleAsync);

    private static async Task<IResult> HandleAsync(Requester requester, DeviceList devices, CancellationToken cancel)
    {
        await devices.RemoveAllAsync(requester.UserId, except: null, cancel);
        return Responses.Empty;
    }
}

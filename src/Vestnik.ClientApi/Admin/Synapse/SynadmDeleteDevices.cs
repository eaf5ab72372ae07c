using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>POST /_synapse/admin/v2/users/{userId}/delete_devices</c>: what <c>synadm user prune-devices</c> calls last.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmDeleteDevices : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_synapse/admin/v2/users/{userId}/delete_devices", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, Wish wish, Administrator administrator, AccountStewardship accounts, CancellationToken cancel)
    {
        var named = new List<DeviceId>();
        foreach (var text in wish.Texts("devices") ?? [])
        {
            if (!DeviceId.TryParse(text, out var device))
            {
                return MatrixError.InvalidParam("The list holds something that is no device id.").ToResponse();
            }

            named.Add(device);
        }

        return (await accounts.RemoveDevicesAsync(administrator.UserId, userId, named, cancel)).ToEmptyResponse();
    }
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v2/users/{userId}/devices</c>: what <c>synadm user prune-devices</c> calls first.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmListDevices : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v2/users/{userId}/devices", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, Administrator administrator, AccountStewardship accounts, IDeviceStore devices, CancellationToken cancel)
    {
        var all = await devices.ListAsync(userId, cancel);
        return AdminAnswer.Of(await accounts.FindAsync(userId, cancel), _ => new JsonObject
        {
            ["devices"] = AdminAnswer.List(all.Select(device => (JsonNode)new JsonObject
            {
                ["device_id"] = device.DeviceId.ToString(),
                ["display_name"] = device.DisplayName,
                ["last_seen_ip"] = device.LastSeenAddress,
                ["last_seen_ts"] = device.LastSeenAt,
                ["user_id"] = userId.ToString(),
            })),
            ["total"] = all.Count,
        });
    }
}

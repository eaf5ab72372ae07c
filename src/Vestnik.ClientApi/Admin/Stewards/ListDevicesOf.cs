using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/users/{userId}/devices</c>: lists the devices of a person.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ListDevicesOf : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/users/{userId}/devices", HandleAsync)
            .Describe(new AdminOperation("Lists the devices of a person.") { PageOf = "devices", Answer = AdminShapes.Device });

    private static async Task<IResult> HandleAsync(
        UserId userId, Administrator administrator, AccountStewardship accounts, IDeviceStore devices, CancellationToken cancel)
    {
        var all = await devices.ListAsync(userId, cancel);
        return AdminAnswer.Of(
            await accounts.FindAsync(userId, cancel),
            _ => AdminAnswer.Page("devices", all.Select(AccountFacts.Of), all.Count, next: null));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>DELETE /_vestnik/admin/v1/users/{userId}/devices/{deviceId}</c>: signs a device of a person out.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class RemoveDeviceOf : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_vestnik/admin/v1/users/{userId}/devices/{deviceId}", HandleAsync)
            .Describe(new AdminOperation("Signs a device of a person out."));

    private static async Task<IResult> HandleAsync(
        UserId userId, DeviceId deviceId, Administrator administrator, AccountStewardship accounts, CancellationToken cancel) =>
        (await accounts.RemoveDevicesAsync(administrator.UserId, userId, [deviceId], cancel)).ToEmptyResponse();
}

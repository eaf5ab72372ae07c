using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Media;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>POST /_synapse/admin/v1/media/quarantine/{serverName}/{mediaId}</c>: what <c>synadm media quarantine</c> calls for one upload.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmQuarantine : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_synapse/admin/v1/media/quarantine/{serverName}/{mediaId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        ServerName serverName, MediaId mediaId, Administrator administrator, MediaStewardship media, CancellationToken cancel) =>
        (await media.QuarantineAsync(administrator.UserId, serverName, mediaId, quarantined: true, cancel)).ToEmptyResponse();
}

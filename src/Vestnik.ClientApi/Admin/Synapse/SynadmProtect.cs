using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Media;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>POST /_synapse/admin/v1/media/protect/{mediaId}</c>: what <c>synadm media protect</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmProtect : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_synapse/admin/v1/media/protect/{mediaId}", HandleAsync);

    private static async Task<IResult> HandleAsync(MediaId mediaId, Administrator administrator, MediaStewardship media, CancellationToken cancel) =>
        (await media.ProtectAsync(administrator.UserId, mediaId, isProtected: true, cancel)).ToEmptyResponse();
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Media;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>DELETE /_synapse/admin/v1/media/{serverName}/{mediaId}</c>: what <c>synadm media delete</c> calls for one upload.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmDeleteMedia : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_synapse/admin/v1/media/{serverName}/{mediaId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        ServerName serverName, MediaId mediaId, Administrator administrator, MediaStewardship media, CancellationToken cancel) =>
        AdminAnswer.Of(
            await media.RemoveAsync(administrator.UserId, serverName, mediaId, cancel),
            _ => new JsonObject { ["deleted_media"] = AdminAnswer.Texts([mediaId]), ["total"] = 1 });
}

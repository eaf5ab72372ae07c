using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>POST /_synapse/admin/v1/media/{serverName}/delete</c>: what <c>synadm media delete</c> calls with a date or a size. Pictures of people and rooms stay.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmDeleteOldMedia : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_synapse/admin/v1/media/{serverName}/delete", HandleAsync);

    private static async Task<IResult> HandleAsync(
        ServerName serverName, [FromQuery(Name = "before_ts")] string? beforeTs, [FromQuery(Name = "size_gt")] string? sizeGt,
        [FromQuery(Name = "keep_profiles")] string? keepProfiles, Administrator administrator, MediaStewardship media,
        HomeserverOptions options, CancellationToken cancel)
    {
        if (serverName != options.ServerName || keepProfiles == "false")
        {
            return MatrixError.InvalidParam("This server removes media of its own only, and leaves the pictures of people and rooms.").ToResponse();
        }

        var size = 0L;
        if (!long.TryParse(beforeTs, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            || (sizeGt is not null && !long.TryParse(sizeGt, NumberStyles.None, CultureInfo.InvariantCulture, out size)))
        {
            return MatrixError.InvalidParam("The before_ts is milliseconds since 1970, and size_gt bytes.").ToResponse();
        }

        var removed = await media.RemoveOldAsync(administrator.UserId, before, size, cancel);
        return AdminAnswer.Of(new JsonObject { ["deleted_media"] = AdminAnswer.Texts(removed), ["total"] = removed.Count });
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Media;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>DELETE /_vestnik/admin/v1/media/{mediaId}</c>: removes one upload.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class DeleteMedia : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_vestnik/admin/v1/media/{mediaId}", HandleAsync)
            .Describe(new AdminOperation("Removes one upload."));

    private static async Task<IResult> HandleAsync(
        MediaId mediaId, Administrator administrator, MediaStewardship media, HomeserverOptions options, CancellationToken cancel) =>
        (await media.RemoveAsync(administrator.UserId, options.ServerName, mediaId, cancel)).ToEmptyResponse();
}

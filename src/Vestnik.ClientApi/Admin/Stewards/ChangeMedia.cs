using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Media;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>PUT /_vestnik/admin/v1/media/{mediaId}</c>: takes an upload out of sight or shows it again, and keeps it from being taken.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ChangeMedia : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_vestnik/admin/v1/media/{mediaId}", HandleAsync)
            .Describe(new AdminOperation("Takes an upload out of sight or shows it again, and keeps it from being taken.")
            {
                Body =
                [
                    AdminField.Optional("quarantined", "boolean", "Whether nobody sees it."),
                    AdminField.Optional("is_protected", "boolean", "Whether it cannot be quarantined."),
                ],
            });

    private static async Task<IResult> HandleAsync(
        MediaId mediaId, Wish wish, Administrator administrator, MediaStewardship media, HomeserverOptions options, CancellationToken cancel)
    {
        var (quarantined, isProtected) = (wish.Flag("quarantined"), wish.Flag("is_protected"));
        if (isProtected is { } guard && !(await media.ProtectAsync(administrator.UserId, mediaId, guard, cancel)).Accepted(out _, out var refusal))
        {
            return refusal.ToResponse();
        }

        return quarantined is { } wanted
            ? (await media.QuarantineAsync(administrator.UserId, options.ServerName, mediaId, wanted, cancel)).ToEmptyResponse()
            : Responses.Empty;
    }
}

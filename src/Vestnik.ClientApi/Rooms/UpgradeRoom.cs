using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms.Upgrading;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.ClientApi.Rooms;

/// <summary><c>POST /_matrix/client/v3/rooms/{roomId}/upgrade</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3roomsroomidupgrade</remarks>
public sealed class UpgradeRoom : IEndpoint
{
    private const int MostCreators = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/client/v3/rooms/{roomId}/upgrade", HandleAsync);

    internal sealed record Request(string? NewVersion, IReadOnlyList<string>? AdditionalCreators);

    internal sealed record Response(string ReplacementRoom);

    private static async Task<IResult> HandleAsync(
        Requester requester, RoomId roomId, Body<Request> body, RoomUpgrades upgrades, CancellationToken cancel)
    {
        if (body.Value.NewVersion is not { } named)
        {
            return MatrixError.MissingParam("The new_version is missing.").ToResponse();
        }

        if (!RoomVersion.TryGet(named, out var version))
        {
            return MatrixError.Of("M_UNSUPPORTED_ROOM_VERSION", 400, "This server does not know the room version.").ToResponse();
        }

        var creators = new List<UserId>();
        foreach (var text in body.Value.AdditionalCreators ?? [])
        {
            if (!UserId.TryParse(text, out var creator) || creators.Count == MostCreators)
            {
                return MatrixError.InvalidParam($"The additional_creators are at most {MostCreators} user ids.").ToResponse();
            }

            creators.Add(creator);
        }

        var wish = new UpgradeWish { User = requester.UserId, Version = version, AdditionalCreators = creators };
        return (await upgrades.UpgradeAsync(roomId, wish, cancel)).ToResponse(successor => new Response(successor.ToString()));
    }
}

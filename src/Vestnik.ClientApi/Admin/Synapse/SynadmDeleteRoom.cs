using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>DELETE /_synapse/admin/v1/rooms/{roomId}</c>: what <c>synadm room delete</c> calls. People are not moved to another room.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmDeleteRoom : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_synapse/admin/v1/rooms/{roomId}", HandleAsync);

    private static async Task<IResult> HandleAsync(
        RoomId roomId, Wish wish, Administrator administrator, RoomStewardship rooms, CancellationToken cancel)
    {
        if (wish.Text("new_room_user_id") is not null)
        {
            return MatrixError.InvalidParam("This server does not move people to a new room: leave out who would found it.").ToResponse();
        }

        return AdminAnswer.Of(
            await rooms.CloseAsync(administrator.UserId, roomId, wish.Flag("purge") != false, cancel),
            closed => new JsonObject
            {
                ["kicked_users"] = AdminAnswer.Texts(closed.Left),
                ["failed_to_kick_users"] = new JsonArray(),
                ["local_aliases"] = AdminAnswer.Texts(closed.Aliases),
                ["new_room_id"] = null,
            });
    }
}

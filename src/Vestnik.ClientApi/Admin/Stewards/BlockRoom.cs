using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>PUT /_vestnik/admin/v1/rooms/{roomId}/block</c>: keeps people from entering a room, or lets them in again.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class BlockRoom : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_vestnik/admin/v1/rooms/{roomId}/block", HandleAsync)
            .Describe(new AdminOperation("Keeps people from entering a room, or lets them in again.")
            {
                Body = [new("block", "boolean", "Whether nobody may enter.")],
                Answer = [new("block", "boolean", "The same.")],
            });

    private static async Task<IResult> HandleAsync(
        RoomId roomId, Wish wish, Administrator administrator, RoomStewardship rooms, CancellationToken cancel) =>
        wish.Flag("block") is { } block
            ? AdminAnswer.Of(await rooms.BlockAsync(administrator.UserId, roomId, block, cancel), blocked => new JsonObject { ["block"] = blocked })
            : MatrixError.MissingParam("The member block is missing.").ToResponse();
}

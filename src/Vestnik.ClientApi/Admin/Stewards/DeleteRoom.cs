using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>DELETE /_vestnik/admin/v1/rooms/{roomId}</c>: takes everybody out of a room, closes it and removes what was said there.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class DeleteRoom : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/_vestnik/admin/v1/rooms/{roomId}", HandleAsync)
            .Describe(new AdminOperation("Takes everybody out of a room, closes it and removes what was said there.")
            {
                Body = [AdminField.Optional("purge", "boolean", "Whether what was said goes too, for good; it does unless this is false.")],
                Answer = [new("left", "strings", "Who was there."), new("aliases", "strings", "The aliases that it had.")],
            });

    private static async Task<IResult> HandleAsync(
        RoomId roomId, Wish wish, Administrator administrator, RoomStewardship rooms, CancellationToken cancel) =>
        AdminAnswer.Of(
            await rooms.CloseAsync(administrator.UserId, roomId, wish.Flag("purge") != false, cancel),
            closed => new JsonObject { ["left"] = AdminAnswer.Texts(closed.Left), ["aliases"] = AdminAnswer.Texts(closed.Aliases) });
}

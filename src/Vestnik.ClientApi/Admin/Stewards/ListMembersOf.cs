using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/rooms/{roomId}/members</c>: lists who is in a room.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ListMembersOf : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/rooms/{roomId}/members", HandleAsync)
            .Describe(new AdminOperation("Lists who is in a room.") { Answer = [new("members", "strings", "Their user ids."), new("total", "integer", "How many.")] });

    private static async Task<IResult> HandleAsync(RoomId roomId, Administrator administrator, RoomViews views, CancellationToken cancel) =>
        await views.FindAsync(roomId, cancel) is { } view
            ? AdminAnswer.Of(new JsonObject { ["members"] = AdminAnswer.Texts(view.Joined), ["total"] = view.JoinedCount })
            : RoomStewardship.NoSuchRoom.ToResponse();
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v1/rooms/{roomId}/members</c>: what <c>synadm room members</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmListMembers : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v1/rooms/{roomId}/members", HandleAsync);

    private static async Task<IResult> HandleAsync(RoomId roomId, Administrator administrator, RoomViews views, CancellationToken cancel) =>
        await views.FindAsync(roomId, cancel) is { } view
            ? AdminAnswer.Of(new JsonObject { ["members"] = AdminAnswer.Texts(view.Joined), ["total"] = view.JoinedCount })
            : RoomStewardship.NoSuchRoom.ToResponse();
}

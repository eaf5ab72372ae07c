using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v1/users/{userId}/joined_rooms</c>: what <c>synadm user membership</c> calls.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmListRoomsOf : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v1/users/{userId}/joined_rooms", HandleAsync);

    private static async Task<IResult> HandleAsync(
        UserId userId, Administrator administrator, IMemberships memberships, CancellationToken cancel)
    {
        var rooms = (await memberships.OfAsync(userId, cancel)).Where(room => room.Membership == Membership.Join).Select(room => room.Room).ToList();
        return AdminAnswer.Of(new JsonObject { ["joined_rooms"] = AdminAnswer.Texts(rooms), ["total"] = rooms.Count });
    }
}

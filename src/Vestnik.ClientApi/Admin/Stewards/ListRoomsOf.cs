using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/users/{userId}/rooms</c>: lists the rooms that a person is in.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ListRoomsOf : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/users/{userId}/rooms", HandleAsync)
            .Describe(new AdminOperation("Lists the rooms that a person is in.") { Answer = [new("rooms", "strings", "Their ids.")] });

    private static async Task<IResult> HandleAsync(
        UserId userId, Administrator administrator, IMemberships memberships, CancellationToken cancel) =>
        AdminAnswer.Of(new JsonObject
        {
            ["rooms"] = AdminAnswer.Texts(
                (await memberships.OfAsync(userId, cancel)).Where(room => room.Membership == Membership.Join).Select(room => room.Room)),
        });
}

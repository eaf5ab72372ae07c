using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/rooms</c>: lists rooms, or searches them by id, name and alias.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ListRooms : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/rooms", HandleAsync)
            .Describe(new AdminOperation("Lists rooms, or searches them by id, name and alias.")
            {
                PageOf = "rooms",
                Answer = AdminShapes.Room,
                Query = [AdminField.Optional("search", "string", "Stands in the id, the name or an alias."), .. AdminOperation.Page],
            });

    private static async Task<IResult> HandleAsync(
        string? search, AdminPage page, Administrator administrator, IOverview overview, RoomFacts facts, CancellationToken cancel)
    {
        var found = await overview.RoomsAsync(search, page.Skip, page.Limit, cancel);
        var rooms = new List<JsonNode>();
        foreach (var room in found.Items)
        {
            if (await facts.OfAsync(room, cancel) is { } shown)
            {
                rooms.Add(shown);
            }
        }

        return AdminAnswer.Of(AdminAnswer.Page("rooms", rooms, found.Total, page.Next(found.Items.Count, found.Total)));
    }
}

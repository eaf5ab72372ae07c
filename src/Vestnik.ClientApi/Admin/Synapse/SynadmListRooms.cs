using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v1/rooms</c>: what <c>synadm room list</c> and <c>room search</c> call. The order is that of founding, whatever is asked.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmListRooms : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v1/rooms", HandleAsync);

    private static async Task<IResult> HandleAsync(
        [FromQuery(Name = "search_term")] string? searchTerm, AdminPage page, Administrator administrator,
        IOverview overview, RoomFacts facts, CancellationToken cancel)
    {
        var found = await overview.RoomsAsync(searchTerm, page.Skip, page.Limit, cancel);
        var rooms = new List<JsonNode>();
        foreach (var room in found.Items)
        {
            if (await facts.OfAsync(room, cancel) is { } shown)
            {
                rooms.Add(shown);
            }
        }

        var answer = new JsonObject { ["rooms"] = AdminAnswer.List(rooms), ["offset"] = page.Skip, ["total_rooms"] = found.Total };
        if (page.Next(found.Items.Count, found.Total) is { } next)
        {
            answer["next_batch"] = next;
        }

        return AdminAnswer.Of(answer);
    }
}

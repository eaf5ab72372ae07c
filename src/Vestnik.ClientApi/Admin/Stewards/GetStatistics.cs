using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/statistics</c>: counts people, rooms, events and media.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class GetStatistics : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/statistics", HandleAsync)
            .Describe(new AdminOperation("Counts people, rooms, events and media.")
            {
                Answer =
                [
                    new("accounts", "integer", "Living accounts that are no guests."),
                    new("guests", "integer", "Living guests."),
                    new("deactivated", "integer", "Accounts that have ended."),
                    new("administrators", "integer", "Who may use this API."),
                    new("devices", "integer", "Signed-in devices."),
                    new("active_within_a_day", "integer", "People with a device that was used since."),
                    new("active_within_a_week", "integer", "The same."),
                    new("active_within_30_days", "integer", "The same."),
                    new("rooms", "integer", "Rooms, deleted ones too."),
                    new("events", "integer", "Events in them."),
                    new("media", "integer", "Uploads."),
                    new("media_bytes", "integer", "Their size."),
                    new("open_reports", "integer", "Reports that nobody has dealt with."),
                ],
            });

    private static async Task<IResult> HandleAsync(Administrator administrator, IOverview overview, TimeProvider clock, CancellationToken cancel)
    {
        var figures = await overview.CountAsync(clock.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        return AdminAnswer.Of(new JsonObject
        {
            ["accounts"] = figures.Accounts,
            ["guests"] = figures.Guests,
            ["deactivated"] = figures.Deactivated,
            ["administrators"] = figures.Administrators,
            ["devices"] = figures.Devices,
            ["active_within_a_day"] = figures.ActivePeople.Day,
            ["active_within_a_week"] = figures.ActivePeople.Week,
            ["active_within_30_days"] = figures.ActivePeople.Month,
            ["rooms"] = figures.Rooms,
            ["events"] = figures.Events,
            ["media"] = figures.Media,
            ["media_bytes"] = figures.MediaBytes,
            ["open_reports"] = figures.OpenReports,
        });
    }
}

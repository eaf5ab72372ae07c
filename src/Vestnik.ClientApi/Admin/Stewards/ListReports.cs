using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.ClientApi.Rooms;
using Vestnik.Homeserver.Rooms.Reporting;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/reports</c>: lists what people have reported, in the order of its coming.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ListReports : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/reports", HandleAsync)
            .Describe(new AdminOperation("Lists what people have reported, in the order of its coming.")
            {
                Query =
                [
                    AdminField.Optional("after", "integer", "The number of the last report that is known already."),
                    AdminField.Optional("limit", "integer", "At most so many."),
                ],
                ListOf = "reports",
                Answer = AdminShapes.Report,
            });

    private static async Task<IResult> HandleAsync(
        string? after, string? limit, Administrator administrator, IReports reports, CancellationToken cancel)
    {
        if (!Limits.Read(limit, AdminPage.Most, AdminPage.Most).Accepted(out var most, out var refusal))
        {
            return refusal.ToResponse();
        }

        var last = 0L;
        return after is null || long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out last)
            ? AdminAnswer.Of(new JsonObject { ["reports"] = AdminAnswer.List((await reports.ListAsync(last, most, cancel)).Select(AccountFacts.Of)) })
            : MatrixError.InvalidParam("The after is the number of a report.").ToResponse();
    }
}

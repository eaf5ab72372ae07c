using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Rooms.Reporting;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>POST /_vestnik/admin/v1/reports/{number}/resolve</c>: notes that a report has been dealt with.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ResolveReport : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_vestnik/admin/v1/reports/{number}/resolve", HandleAsync)
            .Describe(new AdminOperation("Notes that a report has been dealt with."));

    private static async Task<IResult> HandleAsync(
        long number, Administrator administrator, IReports reports, Deeds deeds, TimeProvider clock, CancellationToken cancel)
    {
        if (await reports.FindAsync(number, cancel) is null)
        {
            return MatrixError.NotFound("There is no such report.").ToResponse();
        }

        await deeds.NoteAsync(administrator.UserId.ToString(), "report.resolve", number.ToString(CultureInfo.InvariantCulture));
        await reports.ResolveAsync(number, administrator.UserId, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return Responses.Empty;
    }
}

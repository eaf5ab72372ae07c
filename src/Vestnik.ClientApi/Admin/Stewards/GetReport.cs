using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Rooms.Reporting;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/reports/{number}</c>: tells of one report.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class GetReport : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/reports/{number}", HandleAsync)
            .Describe(new AdminOperation("Tells of one report.") { Answer = AdminShapes.Report });

    private static async Task<IResult> HandleAsync(long number, Administrator administrator, IReports reports, CancellationToken cancel) =>
        await reports.FindAsync(number, cancel) is { } filed
            ? AdminAnswer.Of(AccountFacts.Of(filed))
            : MatrixError.NotFound("There is no such report.").ToResponse();
}

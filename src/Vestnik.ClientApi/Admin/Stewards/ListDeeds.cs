using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/deeds</c>: lists what administrators have done, the latest first.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ListDeeds : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/deeds", HandleAsync)
            .Describe(new AdminOperation("Lists what administrators have done, the latest first.") { Query = AdminOperation.Page, ListOf = "deeds", Answer = AdminShapes.Deed });

    private static async Task<IResult> HandleAsync(AdminPage page, Administrator administrator, IDeedLog log, CancellationToken cancel) =>
        AdminAnswer.Of(new JsonObject
        {
            ["deeds"] = AdminAnswer.List((await log.ListAsync(page.Skip, page.Limit, cancel)).Select(deed => (JsonNode)new JsonObject
            {
                ["at"] = deed.At,
                ["doer"] = deed.Doer,
                ["deed"] = deed.What,
                ["subject"] = deed.Subject,
            })),
        });
}

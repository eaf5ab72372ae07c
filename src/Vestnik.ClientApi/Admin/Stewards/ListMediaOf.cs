using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/users/{userId}/media</c>: lists what a person has uploaded, the latest first.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ListMediaOf : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/users/{userId}/media", HandleAsync)
            .Describe(new AdminOperation("Lists what a person has uploaded, the latest first.") { PageOf = "media", Answer = AdminShapes.Media, Query = AdminOperation.Page });

    private static async Task<IResult> HandleAsync(
        UserId userId, AdminPage page, Administrator administrator, IMediaOversight oversight, CancellationToken cancel)
    {
        var found = await oversight.OfAsync(userId, page.Skip, page.Limit, cancel);
        return AdminAnswer.Of(AdminAnswer.Page("media", found.Items.Select(AccountFacts.Of), found.Total, page.Next(found.Items.Count, found.Total)));
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Profiles;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Synapse;

/// <summary><c>GET /_synapse/admin/v2/users</c>: what <c>synadm user list</c> and <c>user search</c> call.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class SynadmListUsers : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_synapse/admin/v2/users", HandleAsync);

    private static async Task<IResult> HandleAsync(
        string? name, [FromQuery(Name = "user_id")] string? userId, string? guests, string? deactivated, AdminPage page, Administrator administrator,
        IOverview overview, IProfileStore profiles, CancellationToken cancel)
    {
        var question = new AccountQuestion
        {
            Term = name ?? userId,
            WithGuests = !string.Equals(guests, "false", StringComparison.OrdinalIgnoreCase),
            WithDeactivated = string.Equals(deactivated, "true", StringComparison.OrdinalIgnoreCase),
        };
        var found = await overview.AccountsAsync(question, page.Skip, page.Limit, cancel);
        var users = new List<JsonNode>();
        foreach (var account in found.Items)
        {
            users.Add(SynapseShapes.Of(account, await profiles.FindAsync(account.UserId, cancel)));
        }

        var answer = new JsonObject { ["users"] = AdminAnswer.List(users), ["total"] = found.Total };
        if (page.Next(users.Count, found.Total) is { } next)
        {
            answer["next_token"] = next.ToString(CultureInfo.InvariantCulture);
        }

        return AdminAnswer.Of(answer);
    }
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Homeserver.Profiles;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>GET /_vestnik/admin/v1/users</c>: lists accounts, or searches them by user id and name.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ListAccounts : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_vestnik/admin/v1/users", HandleAsync)
            .Describe(new AdminOperation("Lists accounts, or searches them by user id and name.")
            {
                PageOf = "users",
                Answer = AdminShapes.Account,
                Query =
                [
                    AdminField.Optional("search", "string", "Stands in the user id, or begins a word of the name."),
                    AdminField.Optional("guests", "boolean", "With guests; they are there unless this is false."),
                    AdminField.Optional("deactivated", "boolean", "With accounts that have ended."),
                    .. AdminOperation.Page,
                ],
            });

    private static async Task<IResult> HandleAsync(
        string? search, string? guests, string? deactivated, AdminPage page, Administrator administrator,
        IOverview overview, IProfileStore profiles, CancellationToken cancel)
    {
        var question = new AccountQuestion { Term = search, WithGuests = guests != "false", WithDeactivated = deactivated == "true" };
        var found = await overview.AccountsAsync(question, page.Skip, page.Limit, cancel);
        var accounts = new List<JsonNode>();
        foreach (var account in found.Items)
        {
            accounts.Add(AccountFacts.Of(account, await profiles.FindAsync(account.UserId, cancel)));
        }

        return AdminAnswer.Of(AdminAnswer.Page("users", accounts, found.Total, page.Next(accounts.Count, found.Total)));
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>POST /_vestnik/admin/v1/registration_tokens</c>: makes a word to register with.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class MakeToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/_vestnik/admin/v1/registration_tokens", HandleAsync)
            .Describe(new AdminOperation("Makes a word to register with.")
            {
                Body =
                [
                    AdminField.Optional("token", "string", "The word; one is made up when it is absent."),
                    AdminField.Optional("uses_allowed", "integer", "How many may register with it; any number when absent."),
                    AdminField.Optional("expires_at", "integer", "When it ends, in milliseconds since 1970; never when absent."),
                ],
                Answer = AdminShapes.RegistrationToken,
            });

    private static async Task<IResult> HandleAsync(
        Wish wish, Administrator administrator, TokenStewardship tokens, TimeProvider clock, CancellationToken cancel) =>
        AdminAnswer.Of(
            await tokens.MakeAsync(administrator.UserId, wish.Text("token"), wish.Number("uses_allowed"), wish.Number("expires_at")),
            token => AccountFacts.Of(token, clock.GetUtcNow().ToUnixTimeMilliseconds()));
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Administration;
using Vestnik.Http;

namespace Vestnik.ClientApi.Admin.Stewards;

/// <summary><c>PUT /_vestnik/admin/v1/registration_tokens/{token}</c>: changes how often and how long a word serves; what is not named stays.</summary>
/// <remarks>Source: docs/runbook/administration.md</remarks>
public sealed class ChangeToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/_vestnik/admin/v1/registration_tokens/{token}", HandleAsync)
            .Describe(new AdminOperation("Changes how often and how long a word serves; what is not named stays.")
            {
                Body =
                [
                    AdminField.Optional("uses_allowed", "integer", "How many may register with it; any number when null."),
                    AdminField.Optional("expires_at", "integer", "When it ends; never when null."),
                ],
                Answer = AdminShapes.RegistrationToken,
            });

    private static async Task<IResult> HandleAsync(
        string token, Wish wish, Administrator administrator, TokenStewardship tokens, TimeProvider clock, CancellationToken cancel) =>
        AdminAnswer.Of(
            await tokens.ChangeAsync(
                administrator.UserId,
                token,
                wish.Names("uses_allowed") ? new(wish.Number("uses_allowed")) : null,
                wish.Names("expires_at") ? new(wish.Number("expires_at")) : null,
                cancel),
            changed => AccountFacts.Of(changed, clock.GetUtcNow().ToUnixTimeMilliseconds()));
}

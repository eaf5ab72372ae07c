using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Vestnik.ClientApi.Pages;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.OAuth;
using Vestnik.Http;
using Vestnik.Http.RateLimits;
using Vestnik.Protocol.Errors;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Vestnik.ClientApi.OAuth;

/// <summary><c>POST /oauth2/token</c>: a session for an authorization code, a device code or a refresh token.</summary>
/// <remarks>
/// The tokens are the same as those of the older sign-in, in the same table.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#grant-types
/// </remarks>
public sealed class ExchangeToken : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(OAuthPaths.Token, HandleAsync).LimitGently();

    private static async Task<IResult> HandleAsync(
        HttpContext context, SubmittedForm form, Sessions sessions, ITicketStore tickets, KnownClients clients, CancellationToken cancel)
    {
        if (await ProtocolLibrary.AnswersAsync(context))
        {
            return TypedResults.Empty;
        }

        var principal = (await context.AuthenticateAsync(ProtocolLibrary.Scheme)).Principal!;
        var scope = OAuthScope.Read(string.Join(' ', principal.GetScopes()))!;
        var outcome = context.Features.Get<Ticket>() is { } ticket
            ? await OpenAsync(ticket, scope, sessions, tickets, clients, cancel)
            : await sessions.RefreshAsync(form["refresh_token"], cancel);
        if (!outcome.Accepted(out var session, out var refusal))
        {
            return Refuse(refusal);
        }

        context.Features.Set(session);
        return TypedResults.SignIn(principal, new AuthenticationProperties(), ProtocolLibrary.Scheme);
    }

    private static async Task<Outcome<SignedIn>> OpenAsync(
        Ticket ticket, OAuthScope scope, Sessions sessions, ITicketStore tickets, KnownClients clients, CancellationToken cancel)
    {
        if (!await tickets.MoveAsync(ticket, TicketState.Spent))
        {
            return MatrixError.Forbidden("The code has been used.");
        }

        var client = await clients.FindAsync(ticket.ClientId, cancel);
        var wish = new DeviceWish { DeviceId = scope.Device, DisplayName = client?.Metadata.ShownName, CanRefresh = true, ClientId = ticket.ClientId };
        return await sessions.OpenAsync(ticket.UserId!.Value, wish, cancel);
    }

    private static IResult Refuse(MatrixError refusal) => TypedResults.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidGrant,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = refusal.Message,
        }),
        [ProtocolLibrary.Scheme]);
}

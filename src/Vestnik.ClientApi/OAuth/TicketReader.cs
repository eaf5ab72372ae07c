using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Microsoft.AspNetCore;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Homeserver.OAuth;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Vestnik.ClientApi.OAuth;

/// <summary>Looks up, for the library, what a client shows: a ticket in the archive, or a device's refresh token.</summary>
internal sealed class TicketReader(ITicketStore tickets, ISessionStore sessions, DeviceList devices, TimeProvider clock)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    /// <summary>How long a device waits before it asks again.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private const int LongestSecret = 256;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.Token is not { Length: > 0 and <= LongestSecret } token)
        {
            context.Reject(Errors.InvalidGrant, "What the client shows is not known here.");
            return;
        }

        var hash = TokenHash.Of(token);
        if (context.ValidTokenTypes.Contains(TokenTypeIdentifiers.RefreshToken))
        {
            await ReadRefreshTokenAsync(context, hash);
        }
        else if (context.ValidTokenTypes.Contains(TokenTypeIdentifiers.Private.AuthorizationCode))
        {
            await ReadCodeAsync(context, hash);
        }
        else if (context.ValidTokenTypes.Contains(TokenTypeIdentifiers.Private.DeviceCode))
        {
            await ReadDeviceCodeAsync(context, hash);
        }
        else if (context.ValidTokenTypes.Contains(TokenTypeIdentifiers.Private.RequestToken))
        {
            await ReadPushedRequestAsync(context, hash);
        }
        else
        {
            context.Reject(Errors.InvalidRequest, "The server takes nothing of this kind.");
        }
    }

    private async Task ReadRefreshTokenAsync(ValidateTokenContext context, TokenHash hash)
    {
        if (await sessions.FindByRefreshTokenAsync(hash, CancellationToken.None) is not { ClientId: { } client } holder)
        {
            context.Reject(Errors.InvalidGrant, "The refresh token is not known or has been used; sign in again.");
            return;
        }

        var identity = new ClaimsIdentity("refresh");
        identity.SetClaim(Claims.Subject, holder.UserId.ToString())
            .SetPresenters(client)
            .SetScopes("urn:matrix:client:api:*", $"urn:matrix:client:device:{holder.DeviceId}");
        context.Principal = new ClaimsPrincipal(identity).SetTokenType(TokenTypeIdentifiers.RefreshToken);
    }

    private async Task ReadCodeAsync(ValidateTokenContext context, TokenHash hash)
    {
        var ticket = await tickets.FindAsync(hash, TicketKind.AuthorizationCode, CancellationToken.None);
        if (ticket is { State: TicketState.Spent, UserId: { } user, DeviceId: { } device })
        {
            // Two have the same code, and one of them has stolen it: nobody keeps what it gave.
            await devices.RemoveAsync(user, [device], CancellationToken.None);
            ticket = null;
        }

        Accept(context, ticket is { State: TicketState.Open } && ticket.ExpiresAt > Now ? ticket : null, TokenTypeIdentifiers.Private.AuthorizationCode);
    }

    private async Task ReadPushedRequestAsync(ValidateTokenContext context, TokenHash hash)
    {
        var ticket = await tickets.FindAsync(hash, TicketKind.PushedRequest, CancellationToken.None);
        Accept(context, ticket is { State: TicketState.Open } && ticket.ExpiresAt > Now ? ticket : null, TokenTypeIdentifiers.Private.RequestToken);
    }

    private async Task ReadDeviceCodeAsync(ValidateTokenContext context, TokenHash hash)
    {
        var ticket = await tickets.FindAsync(hash, TicketKind.DeviceCode, CancellationToken.None);
        if (ticket is null || ticket.State == TicketState.Spent)
        {
            context.Reject(Errors.InvalidGrant, "The device code is not known or has been used.");
        }
        else if (ticket.State == TicketState.Refused)
        {
            context.Reject(Errors.AccessDenied, "The person has refused.");
        }
        else if (ticket.ExpiresAt <= Now)
        {
            context.Reject(Errors.ExpiredToken, "Nobody has entered the code in time; start again.");
        }
        else if (ticket.State == TicketState.Granted)
        {
            Accept(context, ticket, TokenTypeIdentifiers.Private.DeviceCode);
        }
        else
        {
            var tooSoon = Now - ticket.AskedAt < Interval.TotalMilliseconds;
            await tickets.AskedAsync(ticket, Now);
            context.Reject(tooSoon ? Errors.SlowDown : Errors.AuthorizationPending, "Nobody has entered the code yet.");
        }
    }

    private static void Accept(ValidateTokenContext context, Ticket? ticket, string type)
    {
        if (ticket is null)
        {
            context.Reject(Errors.InvalidGrant, "The code is not known, has been used or has expired.");
            return;
        }

        var principal = ClaimsText.Read(ticket.Content);
        if (ticket.UserId is { } user)
        {
            principal.SetClaim(Claims.Subject, user.ToString());
        }

        context.Principal = principal.SetTokenType(type);
        context.Transaction.GetHttpRequest()!.HttpContext.Features.Set(ticket);
    }
}

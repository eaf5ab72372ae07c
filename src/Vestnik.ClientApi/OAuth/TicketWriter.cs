using OpenIddict.Abstractions;
using OpenIddict.Server;
using Microsoft.AspNetCore;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.OAuth;
using Vestnik.Protocol.Identifiers;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Vestnik.ClientApi.OAuth;

/// <summary>Gives the library our own secrets in place of the tokens that it would sign: tickets from the archive, and devices' tokens.</summary>
internal sealed class TicketWriter(ITicketStore tickets, TimeProvider clock) : IOpenIddictServerHandler<GenerateTokenContext>
{
    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask HandleAsync(GenerateTokenContext context)
    {
        var features = context.Transaction.GetHttpRequest()!.HttpContext.Features;
        context.Token = context.TokenType switch
        {
            TokenTypeIdentifiers.AccessToken => features.Get<SignedIn>()!.AccessToken,
            TokenTypeIdentifiers.RefreshToken => features.Get<SignedIn>()!.RefreshToken,
            TokenTypeIdentifiers.Private.AuthorizationCode => await KeepAsync(context, TicketKind.AuthorizationCode, ProtocolLibrary.CodeTime),
            TokenTypeIdentifiers.Private.RequestToken => await KeepAsync(context, TicketKind.PushedRequest, ProtocolLibrary.PushedTime),
            TokenTypeIdentifiers.Private.DeviceCode => await KeepWithUserCodeAsync(context, features),
            TokenTypeIdentifiers.Private.UserCode => features.Get<UserCode>()!.Shown,
            var other => throw new InvalidOperationException($"No token of the type {other} is given here."),
        };
    }

    private Task<string> KeepWithUserCodeAsync(GenerateTokenContext context, Microsoft.AspNetCore.Http.Features.IFeatureCollection features)
    {
        var code = UserCode.New();
        features.Set(code);
        return KeepAsync(context, TicketKind.DeviceCode, ProtocolLibrary.DeviceTime, code);
    }

    private async Task<string> KeepAsync(GenerateTokenContext context, TicketKind kind, TimeSpan time, UserCode? code = null)
    {
        var secret = Secrets.Ticket();
        var subject = context.Principal.GetClaim(Claims.Subject);
        await tickets.KeepAsync(
            new Ticket
            {
                Hash = TokenHash.Of(secret),
                Kind = kind,
                ClientId = context.ClientId ?? "",
                UserId = subject is null ? null : UserId.Parse(subject),
                DeviceId = OAuthScope.Read(string.Join(' ', context.Principal.GetScopes()))?.Device,
                Content = ClaimsText.Write(context.Principal),
                UserCode = code?.Hash,
                AskedAt = Now,
                ExpiresAt = Now + (long)time.TotalMilliseconds,
            },
            Now);
        return secret;
    }
}

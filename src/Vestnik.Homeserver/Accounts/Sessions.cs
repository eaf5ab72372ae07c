using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Opens, refreshes and ends sessions.</summary>
public sealed class Sessions(ISessionStore store, IAccessTokens tokens, TimeProvider clock)
{
    /// <summary>How long an access token lives when its client can refresh it.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The session to store, and what its owner gets of it.</summary>
    public (NewSession Stored, SignedIn Given) Prepare(UserId user, DeviceWish wish)
    {
        var (stored, given) = Mint(wish.CanRefresh);
        var device = wish.DeviceId ?? DeviceId.Parse(Secrets.DeviceId());
        return (
            new NewSession
            {
                UserId = user,
                DeviceId = device,
                DisplayName = wish.DisplayName,
                ClientId = wish.ClientId,
                Tokens = stored,
                CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            new SignedIn
            {
                UserId = user,
                DeviceId = device,
                AccessToken = given.Access,
                RefreshToken = given.Refresh,
                Lifetime = wish.CanRefresh ? Lifetime : null,
            });
    }

    public async Task<Outcome<SignedIn>> OpenAsync(UserId user, DeviceWish wish, CancellationToken cancel)
    {
        var (stored, given) = Prepare(user, wish);
        if (await store.OpenAsync(stored) is not { } ended)
        {
            return MatrixError.Of("M_USER_DEACTIVATED", 403, "This account has been deactivated.");
        }

        await tokens.RevokeAsync(ended, cancel);
        return given;
    }

    public async Task<Outcome<SignedIn>> RefreshAsync(string refreshToken, CancellationToken cancel)
    {
        var (stored, given) = Mint(canRefresh: true);
        if (await store.RefreshAsync(TokenHash.Of(refreshToken), stored, cancel) is not { } refreshed)
        {
            return MatrixError.UnknownToken("The refresh token is not known or has been used; sign in again.");
        }

        await tokens.RevokeAsync(refreshed.Ended, cancel);
        if (refreshed.Owner.IsLocked)
        {
            // The old refresh token still serves, once the account is unlocked.
            return AccountModeration.Locked;
        }

        return new SignedIn
        {
            UserId = refreshed.Owner.UserId,
            DeviceId = refreshed.Owner.DeviceId,
            AccessToken = given.Access,
            RefreshToken = given.Refresh,
            Lifetime = Lifetime,
        };
    }

    private (NewTokens Stored, (string Access, string? Refresh) Given) Mint(bool canRefresh)
    {
        var access = Secrets.AccessToken();
        var refresh = canRefresh ? Secrets.RefreshToken() : null;
        var stored = new NewTokens
        {
            AccessToken = TokenHash.Of(access),
            ExpiresAt = canRefresh ? (clock.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds() : null,
            RefreshToken = refresh is null ? null : TokenHash.Of(refresh),
        };
        return (stored, (access, refresh));
    }
}

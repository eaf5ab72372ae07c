using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Gives out passes and takes them back: to sign another device in, and to prove to other services who somebody is.</summary>
public sealed class Passes(IPassStore store, TimeProvider clock)
{
    /// <summary>How long another device has to sign in.</summary>
    public static readonly TimeSpan SignInTime = TimeSpan.FromMinutes(2);

    /// <summary>How long a service has to ask whose an OpenID token is.</summary>
    public static readonly TimeSpan OpenIdTime = TimeSpan.FromHours(1);

    private const string SignIn = "sign-in";
    private const string OpenId = "openid";
    private const int LongestToken = 256;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A token that signs one device of this person in.</summary>
    public Task<string> ForSignInAsync(UserId user) => GiveAsync(user, SignIn, SignInTime);

    /// <summary>A token that tells whoever has it who this person is, and grants nothing else.</summary>
    /// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#openid</remarks>
    public Task<string> ForOpenIdAsync(UserId user) => GiveAsync(user, OpenId, OpenIdTime);

    /// <summary>Who signs in with a token; it serves nobody a second time.</summary>
    public async Task<Outcome<UserId>> SpendSignInAsync(string token, CancellationToken cancel) =>
        await FindAsync(token, SignIn, cancel) is { } pass && await store.SpendAsync(pass)
            ? pass.UserId
            : MatrixError.Forbidden("The login token is not known, has been used or has expired.");

    /// <summary>Whose OpenID token it is, or <c>M_UNKNOWN_TOKEN</c>.</summary>
    public async Task<Outcome<UserId>> OwnerOfOpenIdAsync(string token, CancellationToken cancel) =>
        await FindAsync(token, OpenId, cancel) is { } pass
            ? pass.UserId
            : MatrixError.UnknownToken("The OpenID token is not known or has expired.");

    private async Task<string> GiveAsync(UserId user, string purpose, TimeSpan time)
    {
        var token = Secrets.Pass();
        await store.KeepAsync(
            new Pass { Hash = TokenHash.Of(token), Purpose = purpose, UserId = user, ExpiresAt = Now + (long)time.TotalMilliseconds }, Now);
        return token;
    }

    private async ValueTask<Pass?> FindAsync(string token, string purpose, CancellationToken cancel) =>
        token.Length <= LongestToken && await store.FindAsync(TokenHash.Of(token), purpose, cancel) is { } pass && pass.ExpiresAt > Now
            ? pass
            : null;
}

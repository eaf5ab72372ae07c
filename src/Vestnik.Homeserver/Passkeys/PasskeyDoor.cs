using System.Security.Cryptography;
using System.Text;
using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Passkeys;

/// <summary>Adds passkeys and signs people in with them.</summary>
/// <remarks>
/// The person must have been recognized by the device (finger, face or its code), so a passkey stands for password and second factor.
/// Spec: https://www.w3.org/TR/webauthn-2/#sctn-rp-operations
/// </remarks>
public sealed class PasskeyDoor(IPasskeyStore store, IAccountStore accounts, HomeserverOptions options, TimeProvider clock)
{
    private const string ToSignIn = "sign-in";
    private const int MostPasskeys = 20;
    private const int LongestId = 1023;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>The name that passkeys of this server go by: a host, so that other ports of it share them.</summary>
    public string Host => options.PublicBaseUrl.Host;

    private string Origin => options.PublicBaseUrl.GetLeftPart(UriPartial.Authority);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static MatrixError Refused { get; } = MatrixError.Of("VESTNIK_PASSKEY", 403, "The passkey was not accepted.");

    /// <summary>By what an authenticator tells a person's passkeys apart; says nothing to who finds it.</summary>
    public static byte[] HandleOf(UserId user) => SHA256.HashData(Encoding.UTF8.GetBytes($"passkeys of {user}"));

    public ValueTask<IReadOnlyList<Passkey>> ListAsync(UserId user, CancellationToken cancel) => store.ListAsync(user, cancel);

    public Task RemoveAsync(UserId user, byte[] credentialId) => store.RemoveAsync(user, credentialId);

    /// <summary>A challenge in base64url, good for one answer of this browser.</summary>
    /// <param name="browser">Which browser asks.</param>
    /// <param name="adding">Who adds a passkey; null to sign in.</param>
    public async Task<string> AskAsync(TokenHash browser, UserId? adding)
    {
        var challenge = Secrets.BrowserSession();
        await store.AskAsync(
            new PasskeyChallenge(TokenHash.Of(challenge), browser, PurposeOf(adding), Now + (long)Lifetime.TotalMilliseconds), Now);
        return challenge;
    }

    public async Task<Outcome<bool>> AddAsync(UserId user, TokenHash browser, byte[] clientData, byte[] attestation, CancellationToken cancel)
    {
        if (!await IsAskedAsync(ClientData.TryRead(clientData, ClientData.Create, Origin), browser, user)
            || AuthenticatorData.OfAttestation(attestation) is not { } data
            || AuthenticatorData.TryRead(data, Host) is not { CredentialId: { } id, PublicKey: { } key } read
            || CoseKey.TryRead(key) is null
            || (await store.ListAsync(user, cancel)).Count >= MostPasskeys)
        {
            return Refused;
        }

        var passkey = new Passkey { CredentialId = id, UserId = user, PublicKey = key, Counter = read.Counter, CreatedAt = Now };
        return await store.AddAsync(passkey) ? true : Refused;
    }

    /// <summary>Who comes in.</summary>
    public async Task<Outcome<UserId>> SignInAsync(
        TokenHash browser, byte[] credentialId, byte[] clientData, byte[] data, byte[] signature, CancellationToken cancel)
    {
        if (!await IsAskedAsync(ClientData.TryRead(clientData, ClientData.Get, Origin), browser, adding: null)
            || credentialId.Length is 0 or > LongestId
            || await store.FindAsync(credentialId, cancel) is not { } passkey
            || AuthenticatorData.TryRead(data, Host) is not { } read
            || CoseKey.TryRead(passkey.PublicKey) is not { } key
            || !key.Verifies([.. data, .. SHA256.HashData(clientData)], signature))
        {
            return Refused;
        }

        // A counter that does not grow says that there are two of an authenticator that cannot be copied.
        var counts = read.Counter > 0 || passkey.Counter > 0;
        if ((counts && read.Counter <= passkey.Counter) || !await store.UsedAsync(passkey, read.Counter, Now))
        {
            return Refused;
        }

        return await accounts.FindAsync(passkey.UserId, cancel) switch
        {
            null or { DeactivatedAt: not null } => Refused,
            { IsLocked: true } => AccountModeration.Locked,
            var account => account.UserId,
        };
    }

    private async Task<bool> IsAskedAsync(ClientData? said, TokenHash browser, UserId? adding) =>
        said is not null
        && await store.SpendAsync(TokenHash.Of(said.Challenge)) is { } asked
        && asked.Browser == browser
        && asked.Purpose == PurposeOf(adding)
        && asked.ExpiresAt > Now;

    private static string PurposeOf(UserId? adding) => adding?.ToString() ?? ToSignIn;
}

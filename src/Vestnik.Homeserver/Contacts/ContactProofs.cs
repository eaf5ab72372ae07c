using System.Security.Cryptography;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Limits;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Contacts;

/// <summary>What a proof is wanted for.</summary>
public enum ProofFor
{
    Registration,

    /// <summary>A person adds a contact to their account.</summary>
    Account,

    /// <summary>Somebody has forgotten a password.</summary>
    Password,
}

/// <summary>What a client asks for.</summary>
public sealed record ProofWish
{
    public required ProofFor For { get; init; }

    public required Contact Contact { get; init; }

    public required string ClientSecret { get; init; }

    public required long Attempt { get; init; }

    public string? NextLink { get; init; }
}

/// <summary>Lets people prove that they read what is sent to a contact.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#adding-account-administrative-contact-information</remarks>
public sealed class ContactProofs(IContactStore store, IContactReach reach, SecretLimits limits, HomeserverOptions options, TimeProvider clock)
{
    /// <summary>Where letters lead.</summary>
    public const string LinkPath = "/account/confirm-contact";

    /// <summary>Where clients send the code of a short message.</summary>
    public const string SubmitPath = "/_matrix/client/unstable/io.vestnik/contacts/submit_token";

    private const int MostTries = 5;
    private const int LongestNextLink = 2_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private static readonly MatrixError Wrong = MatrixError.Of("M_TOKEN_INCORRECT", 400, "This code or link is not valid any more.");

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public bool Reaches(string medium) => reach.Reaches(medium);

    /// <summary>The number in its one form; <c>M_INVALID_PARAM</c> for what is none.</summary>
    public Outcome<Contact> ReadPhone(string country, string number) =>
        reach.ReadPhone(country, number) is { } digits ? Contact.OfPhone(digits) : MatrixError.InvalidParam("This is not a telephone number of the country.");

    /// <summary>Sends a message, unless the same attempt has been made already.</summary>
    /// <returns>
    /// The session's id. Whoever asks for a password gets one for a contact of nobody too, and no message is sent: the answer
    /// does not say whose contact it is. <c>M_THREEPID_IN_USE</c> where somebody else has it already.
    /// </returns>
    public async Task<Outcome<string>> RequestAsync(ProofWish wish, CancellationToken cancel)
    {
        if (!IsSecret(wish.ClientSecret))
        {
            return MatrixError.InvalidParam("The client secret has up to 255 of the characters 0-9, a-z, A-Z, and .=_-.");
        }

        if (wish.NextLink is { } next && !(next.Length <= LongestNextLink && Uri.TryCreate(next, UriKind.Absolute, out var link) && link.Scheme is "http" or "https"))
        {
            return MatrixError.InvalidParam("The next link is an http or https address.");
        }

        var owner = await store.OwnerAsync(wish.Contact, cancel);
        if (owner is not null && wish.For != ProofFor.Password)
        {
            return MatrixError.Of("M_THREEPID_IN_USE", 400, "This address or number is in use already.");
        }

        var secret = TokenHash.Of(wish.ClientSecret);
        var known = await store.FindSessionAsync(wish.Contact, secret, cancel);
        if (known is not null && known.ExpiresAt > Now && known.Attempt >= wish.Attempt)
        {
            return known.Id;
        }

        if (options.RateLimits.Enabled && await limits.TakeAsync(SecretLimit.Letters, $"{wish.Contact.Medium} {wish.Contact.Address}") is { } wait)
        {
            return MatrixError.LimitExceeded(wait);
        }

        return await SendAsync(wish, secret, known?.Id ?? Secrets.InteractiveSession(), owner is null && wish.For == ProofFor.Password, cancel);
    }

    /// <summary>Takes the code or the token of the link; where the person goes next, or null.</summary>
    public async Task<Outcome<string?>> SubmitAsync(string sid, string clientSecret, string token, CancellationToken cancel)
    {
        if (await FindAsync(sid, clientSecret, cancel) is not { } session || session.Tries >= MostTries)
        {
            return Wrong;
        }

        if (session.ValidatedAt is null && !CryptographicOperations.FixedTimeEquals(session.Token.ToBytes(), TokenHash.Of(token).ToBytes()))
        {
            await store.CountTryAsync(session);
            return Wrong;
        }

        if (session.ValidatedAt is null)
        {
            await store.SaveAsync(session with { ValidatedAt = Now }, Now);
        }

        return session.NextLink;
    }

    /// <summary>The session, when its contact has been proven; else null.</summary>
    public async Task<ContactSession?> ProvenAsync(string sid, string clientSecret, CancellationToken cancel) =>
        await FindAsync(sid, clientSecret, cancel) is { ValidatedAt: not null } session ? session : null;

    private async Task<ContactSession?> FindAsync(string sid, string clientSecret, CancellationToken cancel) =>
        await store.FindSessionAsync(sid, cancel) is { } session && session.ExpiresAt > Now
            && CryptographicOperations.FixedTimeEquals(session.ClientSecret.ToBytes(), TokenHash.Of(clientSecret).ToBytes())
            ? session
            : null;

    private async Task<Outcome<string>> SendAsync(ProofWish wish, TokenHash secret, string sid, bool nobody, CancellationToken cancel)
    {
        var token = wish.Contact.Medium == Contact.Email ? Secrets.Pass() : RandomNumberGenerator.GetString("0123456789", 6);
        await store.SaveAsync(
            new ContactSession
            {
                Id = sid,
                ClientSecret = secret,
                Contact = wish.Contact,
                Token = TokenHash.Of(token),
                Attempt = wish.Attempt,
                NextLink = wish.NextLink,
                ExpiresAt = Now + (long)Lifetime.TotalMilliseconds,
            },
            Now);
        return nobody || await reach.SendAsync(wish.Contact, MessageOf(wish, sid, token), cancel)
            ? sid
            : MatrixError.Unavailable("The message could not be sent; try again later with a greater send_attempt.");
    }

    private Message MessageOf(ProofWish wish, string sid, string token)
    {
        var server = options.ServerName.ToString();
        if (wish.Contact.Medium == Contact.Phone)
        {
            return ContactMessages.ShortMessage(server, token);
        }

        var link = $"{options.PublicBaseUrl.ToString().TrimEnd('/')}{LinkPath}?sid={sid}&client_secret={Uri.EscapeDataString(wish.ClientSecret)}&token={token}";
        return ContactMessages.Letter(server, wish.For == ProofFor.Password ? $"{link}&ask=1" : link);
    }

    private static bool IsSecret(string secret) =>
        secret.Length is > 0 and <= 255 && secret.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '=' or '_' or '-');
}

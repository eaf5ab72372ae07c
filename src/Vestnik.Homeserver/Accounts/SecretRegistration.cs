using System.Security.Cryptography;
using System.Text;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Registers accounts for whoever knows the operator's shared secret, without showing it.</summary>
public sealed class SecretRegistration(
    HomeserverOptions options, IInteractiveSessionStore sessions, Registration registration, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private static readonly RequestHash Purpose = RequestHash.Of("registration by shared secret", default);

    public bool IsOpen => options.Registration.SharedSecret is { Length: > 0 };

    /// <summary>A number that is good for one registration within a minute.</summary>
    public async Task<string> NonceAsync()
    {
        var now = clock.GetUtcNow();
        var nonce = Secrets.InteractiveSession();
        await sessions.SaveAsync(
            new InteractiveSession
            {
                SessionId = nonce,
                Request = Purpose,
                Completed = [],
                ExpiresAt = (now + Lifetime).ToUnixTimeMilliseconds(),
            },
            now.ToUnixTimeMilliseconds());
        return nonce;
    }

    public async Task<Outcome<Registered>> RegisterAsync(SecretRequest request, CancellationToken cancel)
    {
        var spent = await sessions.SpendAsync(request.Nonce);
        if (spent is null || !Purpose.Covers(spent.Request) || spent.ExpiresAt < clock.GetUtcNow().ToUnixTimeMilliseconds())
        {
            return MatrixError.Unknown("The nonce is not known or has been used; ask for another one.");
        }

        if (!IsProven(request))
        {
            return MatrixError.Forbidden("The mac does not fit the shared secret.");
        }

        if (Passwords.Objection(request.Password) is { } objection)
        {
            return objection;
        }

        return (await registration.CheckNameAsync(request.UserName, cancel)).Accepted(out var user, out var refusal)
            ? await registration.RegisterAsync(
                new NewPerson
                {
                    UserId = user,
                    Password = request.Password,
                    IsAdministrator = request.IsAdministrator,
                    Device = new DeviceWish(),
                },
                cancel)
            : refusal;
    }

    private bool IsProven(SecretRequest request)
    {
        var said = Encoding.UTF8.GetBytes(
            $"{request.Nonce}\0{request.UserName}\0{request.Password}\0{(request.IsAdministrator ? "admin" : "notadmin")}");
#pragma warning disable CA5350 // The scripts that call this compute HMAC-SHA1, which is sound for authentication.
        var expected = HMACSHA1.HashData(Encoding.UTF8.GetBytes(options.Registration.SharedSecret!), said);
#pragma warning restore CA5350
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(expected)), Encoding.ASCII.GetBytes(request.Mac));
    }
}

public sealed record SecretRequest
{
    public required string Nonce { get; init; }

    public required string UserName { get; init; }

    public required string Password { get; init; }

    public required bool IsAdministrator { get; init; }

    /// <summary>HMAC-SHA1 of the other members under the shared secret, in hexadecimal.</summary>
    public required string Mac { get; init; }
}

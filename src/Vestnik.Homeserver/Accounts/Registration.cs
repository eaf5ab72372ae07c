using Vestnik.Homeserver.AppServices;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Makes accounts.</summary>
public sealed class Registration(
    IAccountStore accounts, Sessions sessions, Passwords passwords, RegisteredServices services, HomeserverOptions options, TimeProvider clock)
{
    /// <summary>The user id that a free and well-formed name gives; <c>M_INVALID_USERNAME</c>, <c>M_EXCLUSIVE</c>, <c>M_USER_IN_USE</c>.</summary>
    /// <param name="name">The local part.</param>
    /// <param name="cancel">Stops asking.</param>
    /// <param name="asking">The application service that wants it; null for everybody else.</param>
    public async Task<Outcome<UserId>> CheckNameAsync(string name, CancellationToken cancel, AppService? asking = null)
    {
        var chosen = Usernames.ForRegistration(name, options.ServerName);
        if (!chosen.Accepted(out var user, out _))
        {
            return chosen;
        }

        if (user == options.Notices.SpeakerOn(options.ServerName))
        {
            return Taken;
        }

        if (services.Objection(user, asking) is { } reserved)
        {
            return reserved;
        }

        return await accounts.FindAsync(user, cancel) is not null ? Taken : chosen;
    }

    /// <summary>Registers somebody under the given id, or under one that the server makes up.</summary>
    /// <returns>The user, with a session unless none is wished.</returns>
    public async Task<Outcome<Registered>> RegisterAsync(NewPerson person, CancellationToken cancel)
    {
        string? hash = null;
        if (person.Password is { } password)
        {
            var hashed = await passwords.HashAsync(password, cancel);
            if (!hashed.Accepted(out hash, out var busy))
            {
                return busy;
            }
        }

        var user = person.UserId ?? UserId.Parse($"@{Secrets.Localpart()}:{options.ServerName}");
        var account = new Account
        {
            UserId = user,
            IsGuest = person.IsGuest,
            IsAdministrator = person.IsAdministrator,
            PasswordHash = hash,
            CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        if (person.Device is null)
        {
            return await accounts.CreateAsync(account, null) ? new Registered(user, null) : Taken;
        }

        var (stored, given) = sessions.Prepare(user, person.Device);
        return await accounts.CreateAsync(account, stored) ? new Registered(user, given) : Taken;
    }

    private static MatrixError Taken => MatrixError.Of("M_USER_IN_USE", 400, "This user name is taken.");
}

public sealed record NewPerson
{
    /// <summary>Null when the server is to make up a name.</summary>
    public UserId? UserId { get; init; }

    /// <summary>Null for guests.</summary>
    public string? Password { get; init; }

    public bool IsGuest { get; init; }

    public bool IsAdministrator { get; init; }

    /// <summary>Null when no session is wished.</summary>
    public DeviceWish? Device { get; init; }
}

public sealed record Registered(UserId UserId, SignedIn? Session);

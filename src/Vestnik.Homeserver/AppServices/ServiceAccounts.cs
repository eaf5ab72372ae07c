using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.AppServices;

/// <summary>Makes and opens the accounts of the people that an application service speaks for. They have no password.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/application-service-api/#server-admin-style-permissions</remarks>
public sealed class ServiceAccounts(
    RegisteredServices services, Registration registration, IAccountStore accounts, Sessions sessions, HomeserverOptions options)
{
    /// <summary>The way of an application service to register and to sign in.</summary>
    public const string LoginType = "m.login.application_service";

    /// <summary>Whose token this is; <c>M_MISSING_TOKEN</c> and <c>M_UNKNOWN_TOKEN</c> (401) for nobody's.</summary>
    public Outcome<AppService> Identify(string? token)
    {
        if (token is not { Length: > 0 })
        {
            return MatrixError.Of("M_MISSING_TOKEN", 401, "This request needs the token of an application service.");
        }

        return services.OfToken(token) is { } service
            ? service
            : MatrixError.UnknownToken("The token is not that of an application service.");
    }

    /// <param name="service">Who asks.</param>
    /// <param name="name">The local part of the new user id.</param>
    /// <param name="device">Null when no session is wished.</param>
    /// <param name="cancel">Stops asking.</param>
    /// <returns><c>M_EXCLUSIVE</c> for a name that is not its own, <c>M_USER_IN_USE</c>, <c>M_INVALID_USERNAME</c>.</returns>
    public async Task<Outcome<Registered>> RegisterAsync(AppService service, string name, DeviceWish? device, CancellationToken cancel) =>
        (await registration.CheckNameAsync(name, cancel, service)).Accepted(out var user, out var refusal)
            ? await registration.RegisterAsync(new NewPerson { UserId = user, Device = device }, cancel)
            : refusal;

    /// <returns><c>M_EXCLUSIVE</c> for somebody for whom the service does not speak, <c>M_FORBIDDEN</c> for nobody.</returns>
    public async Task<Outcome<SignedIn>> LogInAsync(AppService service, string name, DeviceWish device, CancellationToken cancel)
    {
        if (!Usernames.TryRead(name, options.ServerName, out var user) || !service.SpeaksFor(user))
        {
            return RegisteredServices.Exclusive("The user is not in a namespace of this application service.");
        }

        if (await accounts.FindAsync(user, cancel) is not { DeactivatedAt: null } account)
        {
            return MatrixError.Forbidden("The application service has not registered this user, or the account has been deactivated.");
        }

        return account.IsLocked ? AccountModeration.Locked : await sessions.OpenAsync(user, device, cancel);
    }

    /// <summary>Sees to it that every service has its sender's account.</summary>
    public async Task FoundSendersAsync(CancellationToken cancel)
    {
        foreach (var sender in services.All.Select(service => service.Sender))
        {
            if (await accounts.FindAsync(sender, cancel) is null)
            {
                await registration.RegisterAsync(new NewPerson { UserId = sender }, cancel);
            }
        }
    }
}

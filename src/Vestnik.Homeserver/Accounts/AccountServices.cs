using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Calls;
using Vestnik.Homeserver.Devices;
using Vestnik.Homeserver.Limits;
using Vestnik.Homeserver.Passkeys;
using Vestnik.Homeserver.Profiles;
using Vestnik.Homeserver.Silos;
using Vestnik.Homeserver.Timers;

namespace Vestnik.Homeserver.Accounts;

public static class AccountServices
{
    /// <summary>Accounts, sign-in and devices; the stores come from the archive.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<IAccessTokens>(provider => provider.GetRequiredService<AccessTokens>());
        services.AddSingleton<IObeyFacts>(provider => provider.GetRequiredService<AccessTokens>());
        services.AddSingleton<Passwords>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Registration>();
        services.AddSingleton<SecretLimits>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<RegistrationTokens>();
        services.AddSingleton<Passes>();
        services.AddSingleton<BrowserSessions>();
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<KeyReplacement>();
        services.AddSingleton<PasskeyDoor>();
        services.AddSingleton<DeviceList>();
        services.AddSingleton<SecretRegistration>();
        services.AddSingleton<Sightings>();
        services.AddSingleton<AccountChanges>();
        services.AddSingleton<AccountModeration>();
        services.AddSingleton<ITimerKind, Farewell>();
        services.AddSingleton<ITimerKind, GuestRemoval>();
        services.AddHostedService<ClosedRooms>();
        services.AddSingleton<ITimerKind, ProfileInRooms>();
        services.AddSingleton<ProfileChanges>();
        services.AddSingleton<TurnCredentials>();
        services.AddSingleton<UserDirectory>();
        return services;
    }
}

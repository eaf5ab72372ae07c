using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Homeserver.OAuth;
using Vestnik.Homeserver.Passkeys;
using Vestnik.Homeserver.Profiles;
using Vestnik.Storage.AccountData;
using Vestnik.Storage.Profiles;

namespace Vestnik.Storage.Accounts;

public static class AccountStores
{
    public static IServiceCollection AddAccountStores(this IServiceCollection services)
    {
        services.AddSingleton<IErasures, ErasureRows>();
        services.AddSingleton<IAccountStore, AccountStore>();
        services.AddSingleton<ISessionStore, SessionStore>();
        services.AddSingleton<IInteractiveSessionStore, InteractiveSessionStore>();
        services.AddSingleton<IPassStore, PassStore>();
        services.AddSingleton<IBrowserSessionStore, BrowserSessionStore>();
        services.AddSingleton<IOAuthClientStore, OAuthClientStore>();
        services.AddSingleton<ISecondFactorStore, SecondFactorStore>();
        services.AddSingleton<IPasskeyStore, PasskeyStore>();
        services.AddSingleton<ITicketStore, TicketStore>();
        services.AddSingleton<IRegistrationTokenStore, RegistrationTokenStore>();
        services.AddSingleton<IDeviceStore, DeviceStore>();
        services.AddSingleton<IFilterStore, FilterStore>();
        services.AddSingleton<IAccountData, AccountDataStore>();
        services.AddSingleton<IDirectoryStore, DirectoryStore>();
        services.AddSingleton<IProfileStore, ProfileStore>();
        return services;
    }
}

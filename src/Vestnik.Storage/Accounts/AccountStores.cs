using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Devices;

namespace Vestnik.Storage.Accounts;

public static class AccountStores
{
    public static IServiceCollection AddAccountStores(this IServiceCollection services)
    {
        services.AddSingleton<IAccountStore, AccountStore>();
        services.AddSingleton<ISessionStore, SessionStore>();
        services.AddSingleton<IInteractiveSessionStore, InteractiveSessionStore>();
        services.AddSingleton<IDeviceStore, DeviceStore>();
        return services;
    }
}

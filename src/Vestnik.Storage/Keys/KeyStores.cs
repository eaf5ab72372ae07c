using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Devices;
using Vestnik.Homeserver.Keys;
using Vestnik.Storage.ToDevice;

namespace Vestnik.Storage.Keys;

public static class KeyStores
{
    /// <summary>The ports of keys and inboxes.</summary>
    public static IServiceCollection AddKeyStores(this IServiceCollection services)
    {
        services.AddSingleton<ICrossSigningStore, CrossSigningStore>();
        services.AddSingleton<IDeviceKeyStore, DeviceKeyStore>();
        services.AddSingleton<IDeviceListStore, DeviceListStore>();
        services.AddSingleton<IKeyBackupStore, KeyBackupStore>();
        services.AddSingleton<IToDeviceStore, ToDeviceStore>();
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Devices;

namespace Vestnik.Homeserver.Keys;

public static class KeyServices
{
    /// <summary>Keys of devices and people, and what devices send each other; the stores come from the archive.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<DeviceListChanges>();
        services.AddSingleton<KeyChanges>();
        services.AddSingleton<KeyCounts>();
        services.AddSingleton<ToDeviceInbox>();
        services.AddSingleton<ToDeviceSending>();
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Administration;

namespace Vestnik.Storage.Administration;

/// <summary>The ports of this area, ready to register.</summary>
public static class AdministrationStores
{
    public static IServiceCollection AddAdministrationStores(this IServiceCollection services)
    {
        services.AddSingleton<IDeedLog, DeedRows>();
        services.AddSingleton<IOverview, Overview>();
        services.AddSingleton<IShutRooms, ShutRooms>();
        services.AddSingleton<IMediaOversight, MediaOversight>();
        return services;
    }
}

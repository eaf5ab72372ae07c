using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.AppServices;

namespace Vestnik.Storage.AppServices;

/// <summary>The ports of this area, ready to register.</summary>
public static class AppServiceStores
{
    public static IServiceCollection AddAppServiceStores(this IServiceCollection services)
    {
        services.AddSingleton<IServiceQueues, ServiceQueueRows>();
        services.AddSingleton<IEventLog, EventLog>();
        return services;
    }
}

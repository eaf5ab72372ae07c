using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Push;

namespace Vestnik.Gateways.Push;

/// <summary>The ports of push, ready to register.</summary>
public static class PushGateways
{
    public static IServiceCollection AddPushGateways(this IServiceCollection services)
    {
        services.AddSingleton<VapidKey>();
        services.AddSingleton<IOwnPushGateway, OwnPushGateway>();
        services.AddSingleton<IPushGateway, HttpPushGateway>();
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Vestnik.Homeserver.Push;

public static class PushServices
{
    public static IServiceCollection AddPush(this IServiceCollection services)
    {
        services.AddSingleton<PushRules>();
        services.AddSingleton<Notifications>();
        services.AddSingleton<PusherOwners>();
        services.AddSingleton<KnownIgnored>();
        services.AddSingleton<PushTargets>();
        services.AddSingleton<Badges>();
        services.AddSingleton<PushLetters>();
        services.AddSingleton<PushTest>();
        services.AddSingleton<PushDelivery>();
        services.AddSingleton<PushProjection>();
        services.AddHostedService(provider => provider.GetRequiredService<PushDelivery>());
        services.AddHostedService(provider => provider.GetRequiredService<PushProjection>());
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace Vestnik.Homeserver.AppServices;

public static class AppServiceServices
{
    /// <summary>Application services. Where there are none, nothing listens and nothing runs.</summary>
    public static IServiceCollection AddAppServices(this IServiceCollection services, RegisteredServices registered)
    {
        ArgumentNullException.ThrowIfNull(registered);
        services.AddSingleton(registered);
        services.AddSingleton<Masquerade>();
        services.AddSingleton<ServiceAccounts>();
        services.AddSingleton<ServiceQueries>();
        services.AddSingleton<ServicePing>();
        services.AddSingleton<OtherNetworks>();
        services.AddHostedService<ServiceStart>();
        if (registered.All.Count > 0)
        {
            services.AddSingleton<ServiceEphemera>();
            services.AddSingleton<ServiceNews>();
            services.AddSingleton<ServiceCouriers>();
            services.AddHostedService(provider => provider.GetRequiredService<ServiceNews>());
        }

        return services;
    }
}

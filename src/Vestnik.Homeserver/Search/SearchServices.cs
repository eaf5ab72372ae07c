using Microsoft.Extensions.DependencyInjection;

namespace Vestnik.Homeserver.Search;

public static class SearchServices
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<SearchProjection>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchProjection>());
        services.AddSingleton<Searching>();
        return services;
    }
}

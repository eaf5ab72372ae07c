using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Feed;

namespace Vestnik.Homeserver.Silos;

public static class SiloServices
{
    /// <summary>A silo that is alone: it knows everything, and nobody has to be told.</summary>
    public static IServiceCollection AddOneSilo(this IServiceCollection services)
    {
        services.AddSingleton<ISilos, OneSilo>();
        services.AddSingleton<ICatchUp, NothingToCatchUp>();
        return services;
    }

    /// <summary>A silo among others: membership in the city's own database, and news of every commit to everybody.</summary>
    public static IServiceCollection AddCluster(this IServiceCollection services)
    {
        services.AddSingleton<IMembershipTable, SiloMembership>();
        services.AddPlacementDirector<OnItsSilo, OnItsSiloDirector>();
        services.AddSingleton<Neighbours>();
        services.AddSingleton<ISilos>(provider => provider.GetRequiredService<Neighbours>());
        services.AddSingleton<ClusterFeed>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ClusterFeed>());
        services.AddSingleton<CatchUp>();
        services.AddSingleton<ICatchUp>(provider => provider.GetRequiredService<CatchUp>());
        services.AddHostedService(provider => provider.GetRequiredService<CatchUp>());
        return services;
    }
}

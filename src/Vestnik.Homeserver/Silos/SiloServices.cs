using Microsoft.Extensions.DependencyInjection;

namespace Vestnik.Homeserver.Silos;

public static class SiloServices
{
    /// <summary>What every silo has, alone or not.</summary>
    public static IServiceCollection AddSilos(this IServiceCollection services)
    {
        services.AddPlacementDirector<OnItsSilo, OnItsSiloDirector>();
        return services;
    }

    /// <summary>Membership through the city's own database, for clusters of several silos.</summary>
    public static IServiceCollection AddClusterMembership(this IServiceCollection services) =>
        services.AddSingleton<IMembershipTable, SiloMembership>();
}

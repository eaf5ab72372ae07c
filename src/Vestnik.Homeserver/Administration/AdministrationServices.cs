using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Timers;

namespace Vestnik.Homeserver.Administration;

public static class AdministrationServices
{
    /// <summary>What administrators may do.</summary>
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<Deeds>();
        services.AddSingleton<AccountStewardship>();
        services.AddSingleton<RoomStewardship>();
        services.AddSingleton<TokenStewardship>();
        services.AddSingleton<MediaStewardship>();
        services.AddSingleton<ITimerKind, RoomShutting>();
        return services;
    }
}

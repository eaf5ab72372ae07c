using Microsoft.Extensions.DependencyInjection;

namespace Vestnik.Homeserver.Timers;

public static class TimerServices
{
    public static IServiceCollection AddTimers(this IServiceCollection services) =>
        services.AddSingleton<Errands>().AddHostedService<TimerSweep>();
}

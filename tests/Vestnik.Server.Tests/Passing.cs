using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Timers;

namespace Vestnik.Server.Tests;

/// <summary>Lets time pass in a town whose clock stands still.</summary>
public static class Passing
{
    /// <summary>Time passes, and what is due by then is done. What the town's own sweep has taken meanwhile it is still doing.</summary>
    public static async Task PassAsync(this Town town, TimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(town);
        ((StandingClock)town.Clock).Pass(time);
        await town.SweepAsync();
    }

    /// <summary>What is due is done.</summary>
    public static async Task SweepAsync(this Town town)
    {
        ArgumentNullException.ThrowIfNull(town);
        var (timers, errands) = (town.Services.GetRequiredService<ITimers>(), town.Services.GetRequiredService<Errands>());
        foreach (var due in await timers.TakeAsync(town.Clock.GetUtcNow(), TimeSpan.FromMinutes(5), 1_000))
        {
            await errands.RunAsync(due, TestContext.Current.CancellationToken);
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Vestnik.Homeserver.Timers;
using Vestnik.Storage.Engine;

namespace Vestnik.Server.Tests.Storage;

/// <summary>What a disk does to the commit that it does not like.</summary>
public enum Fault
{
    /// <summary>It keeps nothing.</summary>
    Fails,

    /// <summary>It keeps everything and does not say so.</summary>
    IsSilent,
}

/// <summary>A town on a disk that fails when it is told to.</summary>
internal sealed class TroubledTown : Town
{
    public FaultyGate Gate { get; } = new();

    protected override void Replace(IServiceCollection services) => Trouble.Bring(services, Gate);
}

/// <summary>The same on the other database.</summary>
internal sealed class TroubledTownOnPostgreSql : TownOnPostgreSql
{
    public FaultyGate Gate { get; } = new();

    protected override void Replace(IServiceCollection services) => Trouble.Bring(services, Gate);
}

internal static class Trouble
{
    /// <summary>A town on this kind of database, with the gate that its commits pass.</summary>
    public static async Task<(Town Town, FaultyGate Gate)> OpenAsync(string kind)
    {
        (Town Town, FaultyGate Gate) opened;
        if (kind == Archives.Sqlite)
        {
            var town = new TroubledTown();
            opened = (town, town.Gate);
        }
        else
        {
            var town = new TroubledTownOnPostgreSql();
            opened = (town, town.Gate);
        }

        await opened.Town.InitializeAsync();
        return opened;
    }

    public static void Bring(this FaultyGate gate, Fault fault)
    {
        if (fault == Fault.Fails)
        {
            gate.FailNext(2);
        }
        else
        {
            gate.SilenceNext(1);
        }
    }

    /// <summary>Puts the gate in, and takes the sweeps out, whose writes would take the faults that are meant for people's.</summary>
    public static void Bring(IServiceCollection services, FaultyGate gate)
    {
        services.Replace(ServiceDescriptor.Singleton<ICommitGate>(gate));
        foreach (var sweep in services.Where(IsSweep).ToList())
        {
            services.Remove(sweep);
        }
    }

    private static bool IsSweep(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType == typeof(TimerSweep);
}

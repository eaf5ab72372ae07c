using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.AppServices;

/// <summary>A town with a bridge to another network.</summary>
public sealed class BridgedTown : Town
{
    private Bridge? bridge;

    public Bridge Bridge => bridge ?? throw new InvalidOperationException("The bridge is not open.");

    protected override async Task PrepareAsync() => bridge = await Bridge.OpenAsync();

    protected override async Task ClearAsync() => await Bridge.DisposeAsync();

    protected override void Configure(JsonObject vestnik) => Registrations.Write(vestnik, DataDirectory, Bridge);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class BridgedTownOnPostgreSql : TownOnPostgreSql
{
    private Bridge? bridge;

    public Bridge Bridge => bridge ?? throw new InvalidOperationException("The bridge is not open.");

    protected override async Task PrepareAsync()
    {
        bridge = await Bridge.OpenAsync();
        await base.PrepareAsync();
    }

    protected override async Task ClearAsync()
    {
        await Bridge.DisposeAsync();
        await base.ClearAsync();
    }

    protected override void Configure(JsonObject vestnik)
    {
        base.Configure(vestnik);
        Registrations.Write(vestnik, DataDirectory, Bridge);
    }
}

internal static class Registrations
{
    public static void Write(JsonObject vestnik, string folder, Bridge bridge)
    {
        var file = Path.Combine(folder, "bridge.yaml");
        File.WriteAllText(file, bridge.Registration());
        vestnik["AppServices"] = new JsonObject { ["RegistrationFiles"] = new JsonArray(file) };
        vestnik["Presence"] = new JsonObject { ["Enabled"] = true };
    }
}

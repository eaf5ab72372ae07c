using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Push;

/// <summary>A town that may reach the gateway beside it.</summary>
public sealed class PushingTown : Town
{
    protected override void Configure(JsonObject vestnik) => Open(vestnik);

    internal static void Open(JsonObject vestnik) =>
        vestnik["Outbound"] = new JsonObject { ["AllowedPrivateHosts"] = new JsonArray(NeighbourGateway.Host) };
}

public sealed class PushingTownOnPostgreSql : TownOnPostgreSql
{
    protected override void Configure(JsonObject vestnik)
    {
        base.Configure(vestnik);
        PushingTown.Open(vestnik);
    }
}

/// <summary>What people do with pushers, in words.</summary>
internal static class PushWords
{
    public static async Task WantsPushesAsync(this Person person, string gateway, string pushKey, string? format = null, JsonObject? data = null)
    {
        var all = data ?? [];
        all["url"] = gateway;
        if (format is not null)
        {
            all["format"] = format;
        }

        (await person.PostAsync("/_matrix/client/v3/pushers/set", new JsonObject
        {
            ["kind"] = "http",
            ["app_id"] = "town.app",
            ["pushkey"] = pushKey,
            ["app_display_name"] = "Town",
            ["device_display_name"] = "A telephone",
            ["lang"] = "en",
            ["append"] = true,
            ["data"] = all,
        }.ToJsonString())).Accepted();
    }

    public static async Task<List<string>> PushKeysAsync(this Person person) =>
        [.. (await person.GetAsync("/_matrix/client/v3/pushers")).Accepted()["pushers"].EnumerateArray().Select(one => one.GetProperty("pushkey").GetString()!)];
}

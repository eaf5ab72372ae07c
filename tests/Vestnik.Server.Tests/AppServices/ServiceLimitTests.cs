using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.AppServices;

/// <summary>A town that limits how much anybody may ask, with a bridge.</summary>
public sealed class LimitedBridgedTown : Town
{
    private Bridge? bridge;

    public Bridge Bridge => bridge ?? throw new InvalidOperationException("The bridge is not open.");

    protected override async Task PrepareAsync() => bridge = await Bridge.OpenAsync();

    protected override async Task ClearAsync() => await Bridge.DisposeAsync();

    protected override void Configure(JsonObject vestnik)
    {
        ArgumentNullException.ThrowIfNull(vestnik);
        Registrations.Write(vestnik, DataDirectory, Bridge);
        vestnik["RateLimits"] = new JsonObject { ["Enabled"] = true };
    }
}

/// <summary>https://spec.matrix.org/v1.19/application-service-api/#registration (rate_limited)</summary>
public sealed class ServiceLimitTests(LimitedBridgedTown town) : IClassFixture<LimitedBridgedTown>
{
    [Fact]
    public async Task People_of_a_bridge_are_limited_like_others_and_the_bridge_itself_is_not()
    {
        // More than anybody registers from one address.
        for (var i = 0; i < 100; i++)
        {
            await town.BridgeMakesAsync($"_pigeon_{i}");
        }

        (await WriteAsync("@_pigeon_1:town.example")).ShouldBe(429);
        (await WriteAsync("@bridge_bot:town.example")).ShouldBe(200);
    }

    private async Task<int> WriteAsync(string user)
    {
        var path = $"/_matrix/client/v3/user/{People.Escaped(user)}/account_data/org.example.counter".For(user);
        for (var i = 0; i < 600; i++)
        {
            if ((await town.BridgeAsksAsync(HttpMethod.Put, path, "{}")).Status is var status && status != 200)
            {
                return status;
            }
        }

        return 200;
    }
}

using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Push;

/// <summary>Whatever was accepted before kill -9 is pushed after it; <c>VESTNIK_LONG=1</c> kills more often.</summary>
public sealed class KilledWhilePushingTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vestnik-pushing-").FullName;
    private readonly int kills = Environment.GetEnvironmentVariable("VESTNIK_LONG") == "1" ? 20 : 3;
    private NeighbourGateway gateway = null!;
    private ServerProcess server = null!;

    public async ValueTask InitializeAsync()
    {
        gateway = await NeighbourGateway.OpenAsync();
        var vestnik = new JsonObject
        {
            ["ServerName"] = Town.ServerName,
            ["DataDirectory"] = folder,
            ["Registration"] = new JsonObject { ["Enabled"] = true },
            ["Passwords"] = new JsonObject { ["HashCost"] = 1 },
            ["RateLimits"] = new JsonObject { ["Enabled"] = false },
        };
        PushingTown.Open(vestnik);
        server = await ServerProcess.StartAsync(folder, vestnik);
    }

    public async ValueTask DisposeAsync()
    {
        await (server?.DisposeAsync() ?? default);
        await (gateway?.DisposeAsync() ?? default);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_accepted_message_is_pushed_and_in_order()
    {
        var (anna, boris) = (await RegisterAsync("anna"), await RegisterAsync("boris"));
        var room = (await AskAsync(anna, HttpMethod.Post, "createRoom", """{"preset": "public_chat"}""")).Accepted().Text("room_id");
        (await AskAsync(boris, HttpMethod.Post, $"join/{Uri.EscapeDataString(room)}", "{}")).Accepted();
        (await AskAsync(boris, HttpMethod.Post, "pushers/set", new JsonObject
        {
            ["kind"] = "http",
            ["app_id"] = "town.app",
            ["pushkey"] = "phone",
            ["app_display_name"] = "Town",
            ["device_display_name"] = "A telephone",
            ["lang"] = "en",
            ["data"] = new JsonObject { ["url"] = gateway.NotifyAddress, ["format"] = "event_id_only" },
        }.ToJsonString())).Accepted();

        var sent = new List<string>();
        for (var kill = 0; kill < kills; kill++)
        {
            // The gateway takes some of it, or none, before the server dies: rows, progress and log are cut at different places.
            var takes = kill;
            gateway.Answer = _ => Interlocked.Decrement(ref takes) >= 0 ? (200, "{}", null) : (500, "broken", null);
            for (var i = 0; i < 5 + kill; i++)
            {
                sent.Add((await AskAsync(
                    anna, HttpMethod.Put, $"rooms/{Uri.EscapeDataString(room)}/send/m.room.message/{kill}.{i}", """{"msgtype": "m.text", "body": "x"}""")).Accepted().Text("event_id"));
            }

            await server.KillAsync();
            await server.StartAgainAsync();
        }

        gateway.Answer = _ => (200, "{}", null);
        var heard = new List<string>();
        while (heard.Count == 0 || heard[^1] != sent[^1])
        {
            heard.Add((await gateway.NextAsync()).Notification.GetProperty("event_id").GetString()!);
        }

        heard.Distinct(StringComparer.Ordinal).ShouldBe(sent);
    }

    private async Task<JsonObject> RegisterAsync(string name) => JsonNode.Parse((await server.Http.AskAsync(
        HttpMethod.Post,
        "/_matrix/client/v3/register",
        $$"""{"username": "{{name}}", "password": "{{Person.Password}}", "auth": {"type": "m.login.dummy"} }""",
        accessToken: null)).Accepted().Body.GetRawText())!.AsObject();

    private Task<Answer> AskAsync(JsonObject person, HttpMethod method, string path, string json) =>
        server.Http.AskAsync(method, $"/_matrix/client/v3/{path}", json, (string)person["access_token"]!);
}

using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.AppServices;

/// <summary>kill -9 while a bridge is told: it hears everything that was accepted, in its order.</summary>
public sealed class ServiceKillTests
{
    private const int Kills = 3;

    [Fact]
    public async Task A_bridge_hears_every_message_once_and_in_order_however_often_the_town_dies()
    {
        var folder = Directory.CreateTempSubdirectory("vestnik-bridge-").FullName;
        await using var bridge = await Bridge.OpenAsync();
        var vestnik = new JsonObject
        {
            ["ServerName"] = Town.ServerName,
            ["DataDirectory"] = folder,
            ["Registration"] = new JsonObject { ["Enabled"] = true },
            ["Passwords"] = new JsonObject { ["HashCost"] = 1 },
            ["RateLimits"] = new JsonObject { ["Enabled"] = false },
        };
        Registrations.Write(vestnik, folder, bridge);
        await using var server = await ServerProcess.StartAsync(folder, vestnik);
        var room = (await server.Http.AskAsync(HttpMethod.Post, "/_matrix/client/v3/createRoom", "{}", Bridge.Token)).Accepted().Text("room_id");

        var sent = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            bridge.Status = kill % 2 == 0 ? 200 : 503;
            Task? dying = null;
            for (var last = sent + 30; sent < last; sent++)
            {
                if (sent == last - 5)
                {
                    dying = server.KillAsync();
                }

                while (!await TrySendAsync(server, room, sent))
                {
                    await (dying ?? Task.CompletedTask);
                    await server.StartAgainAsync();
                }
            }

            await server.KillAsync();
            await server.StartAgainAsync();
        }

        bridge.Status = 200;
        for (var i = 0; i < sent; i++)
        {
            var heard = await bridge.HearsAsync(said => said.GetProperty("type").GetString() == "m.room.message");
            heard.GetProperty("content").GetProperty("body").GetString().ShouldBe($"message {i}");
        }

        await server.KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<bool> TrySendAsync(ServerProcess server, string room, int number)
    {
        try
        {
            (await server.Http.AskAsync(
                HttpMethod.Put,
                $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/{number}",
                $$"""{"msgtype": "m.text", "body": "message {{number}}"}""",
                Bridge.Token)).Accepted();
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return false;
        }
    }
}

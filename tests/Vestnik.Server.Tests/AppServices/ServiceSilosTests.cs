using System.Text.Json.Nodes;
using Npgsql;

namespace Vestnik.Server.Tests.AppServices;

/// <summary>Two processes that are one server tell a bridge everything once, whichever of them heard it, and go on when one dies.</summary>
public sealed class ServiceSilosTests
{
    private static string? Cluster => Environment.GetEnvironmentVariable("VESTNIK_TEST_POSTGRES");

    [Fact]
    public async Task A_bridge_of_two_silos_hears_everything_once_and_in_order_also_when_one_of_them_dies()
    {
        Assert.SkipWhen(Cluster is null, "VESTNIK_TEST_POSTGRES names no PostgreSQL; ./test starts one.");
        var (folder, database) = (Directory.CreateTempSubdirectory("vestnik-bridged-silos-").FullName, $"vestnik_bridged_{Guid.NewGuid():N}");
        await using var bridge = await Bridge.OpenAsync();
        await using var administrator = NpgsqlDataSource.Create(Cluster!);
        await ExecuteAsync(administrator, $"CREATE DATABASE {database}");
        await using (var north = await ServerProcess.StartAsync(folder, Configuration(folder, database, bridge)))
        await using (var south = await ServerProcess.StartAsync(folder, Configuration(folder, database, bridge)))
        {
            var room = (await north.Http.AskAsync(HttpMethod.Post, "/_matrix/client/v3/createRoom", "{}", Bridge.Token)).Accepted().Text("room_id");
            for (var i = 0; i < 40; i++)
            {
                (await SendAsync(i % 2 == 0 ? north : south, room, i)).Accepted();
            }

            await HearsAsync(bridge, 0, 40);
            await north.KillAsync();
            var started = TimeProvider.System.GetTimestamp();
            for (var i = 40; i < 45; i++)
            {
                while ((await SendAsync(south, room, i)).Status != 200)
                {
                    TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(60));
                }
            }

            await HearsAsync(bridge, 40, 45);
        }

        await ExecuteAsync(administrator, $"DROP DATABASE {database} WITH (FORCE)");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task HearsAsync(Bridge bridge, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var heard = await bridge.HearsAsync(said => said.GetProperty("type").GetString() == "m.room.message");
            heard.GetProperty("content").GetProperty("body").GetString().ShouldBe($"message {i}");
        }
    }

    private static Task<Answer> SendAsync(ServerProcess server, string room, int number) => server.Http.AskAsync(
        HttpMethod.Put,
        $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/{number}",
        $$"""{"msgtype": "m.text", "body": "message {{number}}"}""",
        Bridge.Token);

    private static JsonObject Configuration(string folder, string database, Bridge bridge)
    {
        var vestnik = new JsonObject
        {
            ["ServerName"] = Town.ServerName,
            ["DataDirectory"] = Path.Combine(folder, "data"),
            ["Passwords"] = new JsonObject { ["HashCost"] = 1 },
            ["RateLimits"] = new JsonObject { ["Enabled"] = false },
            ["Database"] = new JsonObject
            {
                ["PostgreSql"] = new NpgsqlConnectionStringBuilder(Cluster) { Database = database }.ConnectionString,
            },
            ["Cluster"] = new JsonObject { ["Address"] = "127.0.0.1", ["SiloPort"] = ServerProcess.FreePort() },
        };
        Registrations.Write(vestnik, folder, bridge);
        return vestnik;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
#pragma warning disable CA2100 // The name is ours; a database's name cannot be a parameter.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}

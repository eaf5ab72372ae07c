using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Vestnik.Server.Tests.Silos;

/// <summary>Who syncs through one process is there for those who sync through the other.</summary>
public sealed class PresenceOnTwoSilosTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vestnik-presence-").FullName;
    private readonly string database = $"vestnik_presence_{Guid.NewGuid():N}";
    private string? cluster;
    private ServerProcess? north;
    private ServerProcess? south;

    public async ValueTask InitializeAsync()
    {
        cluster = Environment.GetEnvironmentVariable("VESTNIK_TEST_POSTGRES");
        Assert.SkipWhen(cluster is null, "VESTNIK_TEST_POSTGRES names no PostgreSQL; ./test starts one.");
        await ExecuteAsync($"CREATE DATABASE {database}");
        north = await ServerProcess.StartAsync(folder, Configuration());
        south = await ServerProcess.StartAsync(folder, Configuration());
    }

    public async ValueTask DisposeAsync()
    {
        await (north?.DisposeAsync() ?? default);
        await (south?.DisposeAsync() ?? default);
        if (cluster is not null)
        {
            await ExecuteAsync($"DROP DATABASE {database} WITH (FORCE)");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Whoever_comes_on_one_silo_and_says_something_of_themselves_is_seen_on_the_other()
    {
        var (anna, boris) = (await RegisterAsync(north!.Http, "anna"), await RegisterAsync(south!.Http, "boris"));
        var room = (await north.Http.AskAsync(HttpMethod.Post, "/_matrix/client/v3/createRoom", """{"preset": "public_chat"}""", anna.Token)).Accepted().Text("room_id");
        (await south.Http.AskAsync(HttpMethod.Post, $"/_matrix/client/v3/rooms/{People.Escaped(room)}/join", "{}", boris.Token)).Accepted();
        var since = (await SyncAsync(south.Http, boris.Token, null)).Text("next_batch");

        await SyncAsync(north.Http, anna.Token, null);
        since = await HearAsync(boris.Token, since, anna.User, said => said.GetProperty("presence").GetString() == "online");

        var path = $"/_matrix/client/v3/presence/{People.Escaped(anna.User)}/status";
        (await north.Http.AskAsync(HttpMethod.Put, path, """{"presence": "unavailable", "status_msg": "at lunch"}""", anna.Token)).Accepted();
        await HearAsync(boris.Token, since, anna.User, said =>
            said.GetProperty("presence").GetString() == "unavailable" && said.GetProperty("status_msg").GetString() == "at lunch");
        (await south.Http.AskAsync(HttpMethod.Get, path, null, boris.Token)).Accepted().Text("status_msg").ShouldBe("at lunch");
    }

    private async Task<string> HearAsync(string token, string since, string about, Func<JsonElement, bool> expected)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(15))
        {
            var answer = await SyncAsync(south!.Http, token, since);
            since = answer.Text("next_batch");
            if (answer.Has("presence") && answer["presence"].GetProperty("events").EnumerateArray()
                .Any(shown => shown.GetProperty("sender").GetString() == about && expected(shown.GetProperty("content"))))
            {
                return since;
            }
        }

        throw new ShouldAssertException("It was not heard within fifteen seconds.");
    }

    private static async Task<(string User, string Token)> RegisterAsync(HttpClient silo, string name)
    {
        var json = $$"""{"username": "{{name}}-{{Guid.NewGuid():N}}", "password": "{{Person.Password}}", "auth": {"type": "m.login.dummy"} }""";
        var session = (await silo.AskAsync(HttpMethod.Post, "/_matrix/client/v3/register", json, null)).Accepted();
        return (session.Text("user_id"), session.Text("access_token"));
    }

    private static async Task<Answer> SyncAsync(HttpClient silo, string token, string? since) =>
        (await silo.AskAsync(
            HttpMethod.Get, $"/_matrix/client/v3/sync?timeout={(since is null ? 0 : 2000)}{(since is null ? "" : $"&since={People.Escaped(since)}")}", null, token)).Accepted();

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster!);
#pragma warning disable CA2100 // The name is ours; a database's name cannot be a parameter.
        await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private JsonObject Configuration() => new()
    {
        ["ServerName"] = "two-silos.example",
        ["DataDirectory"] = Path.Combine(folder, "data"),
        ["Registration"] = new JsonObject { ["Enabled"] = true },
        ["Passwords"] = new JsonObject { ["HashCost"] = 1 },
        ["Database"] = new JsonObject
        {
            ["PostgreSql"] = new NpgsqlConnectionStringBuilder(cluster!) { Database = database }.ConnectionString,
        },
        ["Cluster"] = new JsonObject { ["Address"] = "127.0.0.1", ["SiloPort"] = ServerProcess.FreePort() },
    };
}

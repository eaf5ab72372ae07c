using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Vestnik.Server.Tests.Silos;

/// <summary>Two processes that share a PostgreSQL and nothing else but the media folder are one server.</summary>
public sealed class TwoSilosTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vestnik-silos-").FullName;
    private readonly string database = $"vestnik_silos_{Guid.NewGuid():N}";
    private NpgsqlDataSource? administrator;
    private ServerProcess? north;
    private ServerProcess? south;

    private HttpClient North => north!.Http;

    private HttpClient South => south!.Http;

    public async ValueTask InitializeAsync()
    {
        var cluster = Environment.GetEnvironmentVariable("VESTNIK_TEST_POSTGRES");
        Assert.SkipWhen(cluster is null, "VESTNIK_TEST_POSTGRES names no PostgreSQL; ./test starts one.");
        administrator = NpgsqlDataSource.Create(cluster!);
        await using (var create = administrator.CreateCommand($"CREATE DATABASE {database}"))
        {
            await create.ExecuteNonQueryAsync();
        }

        north = await ServerProcess.StartAsync(folder, Configuration());
        south = await ServerProcess.StartAsync(folder, Configuration());
    }

    public async ValueTask DisposeAsync()
    {
        await (north?.DisposeAsync() ?? default);
        await (south?.DisposeAsync() ?? default);
        if (administrator is not null)
        {
            await using (var drop = administrator.CreateCommand($"DROP DATABASE {database} WITH (FORCE)"))
            {
                await drop.ExecuteNonQueryAsync();
            }

            await administrator.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Two_people_on_different_silos_write_to_each_other_at_once()
    {
        var (anna, boris, room) = await MeetAsync();
        var since = await SyncAsync(South, boris, null, 0);

        var waiting = SyncAsync(South, boris, since.Text("next_batch"), 10_000);
        await SendAsync(North, anna, room, "hello from the north");
        Bodies(await waiting, room).ShouldContain("hello from the north");

        var annas = await SyncAsync(North, anna, null, 0);
        var annasNext = SyncAsync(North, anna, annas.Text("next_batch"), 10_000);
        await SendAsync(South, boris, room, "hello from the south");
        Bodies(await annasNext, room).ShouldContain("hello from the south");
    }

    [Fact]
    public async Task A_sync_token_of_one_silo_works_on_the_other()
    {
        var (anna, boris, room) = await MeetAsync();
        var token = (await SyncAsync(North, boris, null, 0)).Text("next_batch");
        await SendAsync(North, anna, room, "one");

        var onTheOther = await SyncAsync(South, boris, token, 0);
        Bodies(onTheOther, room).ShouldBe(["one"]);

        await SendAsync(South, anna, room, "two");
        Bodies(await SyncAsync(North, boris, onTheOther.Text("next_batch"), 0), room).ShouldBe(["two"]);
    }

    [Fact]
    public async Task What_a_person_wrote_through_one_silo_they_read_through_the_other()
    {
        var (anna, _, room) = await MeetAsync();
        for (var i = 0; i < 20; i++)
        {
            await SendAsync(i % 2 == 0 ? North : South, anna, room, $"message {i}");
            var other = i % 2 == 0 ? South : North;
            var page = (await other.AskAsync(HttpMethod.Get, $"/_matrix/client/v3/rooms/{People.Escaped(room)}/messages?dir=b&limit=1", null, anna)).Accepted();
            page["chunk"][0].GetProperty("content").GetProperty("body").GetString().ShouldBe($"message {i}");
        }
    }

    [Fact]
    public async Task A_token_logged_out_on_one_silo_is_refused_on_the_other_at_once()
    {
        var anna = await RegisterAsync(North, "anna");
        (await South.AskAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, anna)).Accepted();

        (await North.AskAsync(HttpMethod.Post, "/_matrix/client/v3/logout", "{}", anna)).Accepted();

        (await South.AskAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, anna)).Refused(401, "M_UNKNOWN_TOKEN");
    }

    [Fact]
    public async Task Two_silos_that_are_asked_at_once_never_give_the_same_one_time_key()
    {
        var (anna, boris, _) = await MeetAsync();
        var me = (await North.AskAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, anna)).Accepted();
        var keys = new JsonObject();
        foreach (var i in Enumerable.Range(0, 60))
        {
            keys[$"signed_curve25519:{i}"] = new JsonObject { ["key"] = $"key {i}" };
        }

        (await North.AskAsync(HttpMethod.Post, "/_matrix/client/v3/keys/upload", new JsonObject { ["one_time_keys"] = keys }.ToJsonString(), anna)).Accepted();
        var claim = new JsonObject
        {
            ["one_time_keys"] = new JsonObject { [me.Text("user_id")] = new JsonObject { [me.Text("device_id")] = "signed_curve25519" } },
        }.ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i =>
            (i % 2 == 0 ? North : South).AskAsync(HttpMethod.Post, "/_matrix/client/v3/keys/claim", claim, boris)));

        answers.Select(answer => answer.Accepted()["one_time_keys"].GetProperty(me.Text("user_id")).GetProperty(me.Text("device_id")).EnumerateObject().Single().Name)
            .Distinct(StringComparer.Ordinal).Count().ShouldBe(60);
        (await SyncAsync(North, anna, null, 0))["device_one_time_keys_count"].GetProperty("signed_curve25519").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_message_between_devices_wakes_the_one_that_waits_on_the_other_silo()
    {
        var (anna, boris, _) = await MeetAsync();
        var me = (await South.AskAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, boris)).Accepted();
        var since = (await SyncAsync(South, boris, null, 0)).Text("next_batch");
        var message = new JsonObject { ["messages"] = new JsonObject { [me.Text("user_id")] = new JsonObject { ["*"] = new JsonObject { ["n"] = 1 } } } }.ToJsonString();

        var waiting = SyncAsync(South, boris, since, 20_000);
        (await North.AskAsync(HttpMethod.Put, "/_matrix/client/v3/sendToDevice/m.test/1", message, anna)).Accepted();
        (await South.AskAsync(HttpMethod.Put, "/_matrix/client/v3/sendToDevice/m.test/1", message, anna)).Accepted();

        (await waiting)["to_device"].GetProperty("events").GetArrayLength().ShouldBe(1);
        (await SyncAsync(North, boris, (await waiting).Text("next_batch"), 0)).Has("to_device").ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_types_on_one_silo_is_seen_typing_on_the_other()
    {
        var (anna, boris, room) = await MeetAsync();
        var me = (await North.AskAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, anna)).Accepted().Text("user_id");
        var typing = $"/_matrix/client/v3/rooms/{People.Escaped(room)}/typing/{People.Escaped(me)}";
        var since = (await SyncAsync(South, boris, null, 0)).Text("next_batch");

        var began = SyncAsync(South, boris, since, 20_000);
        (await North.AskAsync(HttpMethod.Put, typing, """{"typing": true, "timeout": 60000}""", anna)).Accepted();
        Typing(await began, room).ShouldBe([me]);

        var ended = SyncAsync(South, boris, (await began).Text("next_batch"), 20_000);
        (await North.AskAsync(HttpMethod.Put, typing, """{"typing": false}""", anna)).Accepted();
        Typing(await ended, room).ShouldBe([]);

        // Who began on one silo may stop on another.
        var again = SyncAsync(South, boris, (await ended).Text("next_batch"), 20_000);
        (await North.AskAsync(HttpMethod.Put, typing, """{"typing": true, "timeout": 60000}""", anna)).Accepted();
        Typing(await again, room).ShouldBe([me]);
        var stopped = SyncAsync(North, boris, null, 0);
        Typing(await stopped, room).ShouldBe([me]);
        var elsewhere = SyncAsync(North, boris, (await stopped).Text("next_batch"), 20_000);
        (await South.AskAsync(HttpMethod.Put, typing, """{"typing": false}""", anna)).Accepted();
        Typing(await elsewhere, room).ShouldBe([]);
    }

    [Fact]
    public async Task Who_tries_passwords_on_both_silos_in_turn_has_no_more_tries_than_on_one()
    {
        var name = $"anna-{Guid.NewGuid():N}";
        var json = $$"""{"username": "{{name}}", "password": "{{Person.Password}}", "auth": {"type": "m.login.dummy"} }""";
        (await North.AskAsync(HttpMethod.Post, "/_matrix/client/v3/register", json, null)).Accepted();

        var guesses = 0;
        Answer? refused = null;
        for (; guesses < 45 && refused is null; guesses++)
        {
            var answer = await LogInAsync(guesses % 2 == 0 ? North : South, name, "a wrong guess", from: $"198.51.100.{guesses}");
            refused = answer.Status == 429 ? answer : null;
        }

        refused.ShouldNotBeNull().Refused(429, "M_LIMIT_EXCEEDED");
        guesses.ShouldBeInRange(15, 25);
    }

    [Fact]
    public async Task One_address_has_its_tries_once_for_all_silos()
    {
        var tries = 0;
        Answer? refused = null;
        for (; tries < 130 && refused is null; tries++)
        {
            var answer = await LogInAsync(tries % 2 == 0 ? North : South, $"nobody-{tries}", "a guess", from: "203.0.113.9");
            refused = answer.Status == 429 ? answer : null;
        }

        refused.ShouldNotBeNull().Refused(429, "M_LIMIT_EXCEEDED");
        tries.ShouldBeInRange(55, 75);
    }

    [Fact]
    public async Task What_was_uploaded_through_one_silo_comes_back_from_the_other()
    {
        var anna = await RegisterAsync(North, "anna");
        byte[] content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7))];
        var uri = (await UploadAsync(North, HttpMethod.Post, "/_matrix/media/v3/upload", anna, content)).Text("content_uri");
        var name = (await South.AskAsync(HttpMethod.Post, "/_matrix/media/v1/create", "{}", anna)).Accepted().Text("content_uri")["mxc://".Length..];
        await UploadAsync(North, HttpMethod.Put, $"/_matrix/media/v3/upload/{name}", anna, content);

        foreach (var silo in (HttpClient[])[South, North])
        {
            foreach (var media in (string[])[uri["mxc://".Length..], name])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"/_matrix/client/v1/media/download/{media}");
                request.Headers.Authorization = new("Bearer", anna);
                using var answer = await silo.SendAsync(request, TestContext.Current.CancellationToken);
                (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(content);
            }
        }
    }

    private static async Task<Answer> UploadAsync(HttpClient silo, HttpMethod method, string path, string token, byte[] content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(content) };
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await silo.SendAsync(request, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return new Answer((int)answer.StatusCode, json.RootElement.Clone()).Accepted();
    }

    private static Task<Answer> LogInAsync(HttpClient silo, string name, string password, string from) => silo.AskAsync(
        HttpMethod.Post,
        "/_matrix/client/v3/login",
        $$"""{"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{name}}"}, "password": "{{password}}"}""",
        null,
        ("X-Forwarded-For", from));

    private static List<string?> Typing(Answer sync, string room) =>
        [.. sync["rooms"].GetProperty("join").GetProperty(room).GetProperty("ephemeral").GetProperty("events").EnumerateArray()
            .Single(shown => shown.GetProperty("type").GetString() == "m.typing")
            .GetProperty("content").GetProperty("user_ids").EnumerateArray().Select(user => user.GetString())];

    private async Task<(string Anna, string Boris, string Room)> MeetAsync()
    {
        var anna = await RegisterAsync(North, "anna");
        var boris = await RegisterAsync(South, "boris");
        var room = (await North.AskAsync(HttpMethod.Post, "/_matrix/client/v3/createRoom", """{"preset": "public_chat"}""", anna)).Accepted().Text("room_id");
        (await South.AskAsync(HttpMethod.Post, $"/_matrix/client/v3/rooms/{People.Escaped(room)}/join", "{}", boris)).Accepted();
        return (anna, boris, room);
    }

    private static async Task<string> RegisterAsync(HttpClient silo, string name)
    {
        var json = $$"""{"username": "{{name}}-{{Guid.NewGuid():N}}", "password": "{{Person.Password}}", "auth": {"type": "m.login.dummy"} }""";
        return (await silo.AskAsync(HttpMethod.Post, "/_matrix/client/v3/register", json, null)).Accepted().Text("access_token");
    }

    private static async Task SendAsync(HttpClient silo, string token, string room, string text) =>
        (await silo.AskAsync(
            HttpMethod.Put,
            $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/{Guid.NewGuid():N}",
            new JsonObject { ["msgtype"] = "m.text", ["body"] = text }.ToJsonString(),
            token)).Accepted();

    private static async Task<Answer> SyncAsync(HttpClient silo, string token, string? since, int milliseconds) =>
        (await silo.AskAsync(
            HttpMethod.Get,
            $"/_matrix/client/v3/sync?timeout={milliseconds}{(since is null ? "" : $"&since={People.Escaped(since)}")}",
            null,
            token)).Accepted();

    private static List<string> Bodies(Answer sync, string room) =>
        [.. People.EventsOf(sync, room)
            .Select(shown => shown.GetProperty("content").TryGetProperty("body", out var body) ? body.GetString() : null)
            .OfType<string>()];

    private JsonObject Configuration() => new()
    {
        ["ServerName"] = "two-silos.example",
        ["DataDirectory"] = Path.Combine(folder, "data"),
        ["Registration"] = new JsonObject { ["Enabled"] = true },
        ["Passwords"] = new JsonObject { ["HashCost"] = 1 },
        ["Presence"] = new JsonObject { ["Enabled"] = false },
        ["RateLimits"] = new JsonObject { ["Enabled"] = true, ["TrustedProxies"] = new JsonArray("127.0.0.1") },
        ["Database"] = new JsonObject
        {
            ["PostgreSql"] = new NpgsqlConnectionStringBuilder(administrator!.ConnectionString) { Database = database }.ConnectionString,
        },
        ["Cluster"] = new JsonObject { ["Address"] = "127.0.0.1", ["SiloPort"] = ServerProcess.FreePort() },
    };
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Keys;

/// <summary>What devices rely on holds when the server dies without warning; <c>VESTNIK_LONG=1</c> kills it more often.</summary>
public sealed class KilledServerTests : IAsyncLifetime
{
    private const int Keys = 400;

    private readonly string folder = Directory.CreateTempSubdirectory("vestnik-killed-").FullName;
    private readonly int kills = Environment.GetEnvironmentVariable("VESTNIK_LONG") == "1" ? 20 : 3;
    private ServerProcess? server;

    private ServerProcess Server => server ?? throw new InvalidOperationException("The server has not been started.");

    public async ValueTask InitializeAsync() => server = await ServerProcess.StartAsync(folder, new JsonObject
    {
        ["ServerName"] = Town.ServerName,
        ["DataDirectory"] = folder,
        ["Registration"] = new JsonObject { ["Enabled"] = true },
        ["Passwords"] = new JsonObject { ["HashCost"] = 1 },
        ["RateLimits"] = new JsonObject { ["Enabled"] = false },
    });

    public async ValueTask DisposeAsync()
    {
        await (server?.DisposeAsync() ?? default);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task No_one_time_key_is_given_twice()
    {
        var (anna, boris) = (await RegisterAsync("anna"), await RegisterAsync("boris"));
        var uploaded = new JsonObject();
        foreach (var i in Enumerable.Range(0, Keys))
        {
            uploaded[$"signed_curve25519:{i}"] = new JsonObject { ["key"] = $"key {i}" };
        }

        var upload = new JsonObject { ["one_time_keys"] = uploaded }.ToJsonString();
        (await AskAsync(anna, HttpMethod.Post, "/_matrix/client/v3/keys/upload", upload)).Accepted();
        var given = new ConcurrentQueue<string>();
        for (var kill = 0; kill < kills; kill++)
        {
            await ClaimUntilKilledAsync(boris, anna, given, answersBeforeTheKill: 10 + (7 * kill));

            // A client that did not hear the answer uploads again; nothing that was given may come back.
            (await AskAsync(anna, HttpMethod.Post, "/_matrix/client/v3/keys/upload", upload)).Accepted();
        }

        while (await ClaimAsync(boris, anna) is { } key)
        {
            given.Enqueue(key);
        }

        given.Distinct(StringComparer.Ordinal).Count().ShouldBe(given.Count);
        given.Count.ShouldBeInRange(kills * 10, Keys);
    }

    [Fact]
    public async Task Messages_between_devices_arrive_once_and_in_order_when_their_sender_repeats_them()
    {
        var (anna, boris) = (await RegisterAsync("anna"), await RegisterAsync("boris"));
        var sent = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            Task? dying = null;
            for (var last = sent + 20 + kill; sent < last; sent++)
            {
                if (sent == last - 5)
                {
                    dying = Server.KillAsync();
                }

                while (!await TrySendAsync(anna, boris, sent))
                {
                    dying = await RestartedAsync(dying);
                }
            }

            await RestartedAsync(dying);
        }

        (await InboxAsync(boris)).ShouldBe(Enumerable.Range(0, sent));
    }

    // Null: nobody is dying any more.
    private async Task<Task?> RestartedAsync(Task? dying)
    {
        if (dying is not null)
        {
            await dying;
            await Server.StartAgainAsync();
        }

        return null;
    }

    private async Task ClaimUntilKilledAsync(JsonObject asking, JsonObject owner, ConcurrentQueue<string> given, int answersBeforeTheKill)
    {
        var enough = new TaskCompletionSource();
        var answers = 0;
        var claiming = Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                while (await ClaimAsync(asking, owner) is { } key)
                {
                    given.Enqueue(key);
                    if (Interlocked.Increment(ref answers) == answersBeforeTheKill)
                    {
                        enough.SetResult();
                    }
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // The server has been killed: whether the key was given, nobody knows, and nobody may get it.
            }
        }).ToList();
        await Task.WhenAny(enough.Task, Task.WhenAll(claiming));
        await Server.KillAsync();
        await Task.WhenAll(claiming);
        await Server.StartAgainAsync();
    }

    private async Task<string?> ClaimAsync(JsonObject asking, JsonObject owner)
    {
        var (user, device) = ((string)owner["user_id"]!, (string)owner["device_id"]!);
        var body = new JsonObject { ["one_time_keys"] = new JsonObject { [user] = new JsonObject { [device] = "signed_curve25519" } } };
        var answer = (await AskAsync(asking, HttpMethod.Post, "/_matrix/client/v3/keys/claim", body.ToJsonString())).Accepted();
        return answer["one_time_keys"].TryGetProperty(user, out var keys) ? keys.GetProperty(device).EnumerateObject().Single().Name : null;
    }

    private async Task<bool> TrySendAsync(JsonObject sender, JsonObject receiver, int number)
    {
        var body = new JsonObject
        {
            ["messages"] = new JsonObject { [(string)receiver["user_id"]!] = new JsonObject { ["*"] = new JsonObject { ["number"] = number } } },
        };
        try
        {
            (await AskAsync(sender, HttpMethod.Put, $"/_matrix/client/v3/sendToDevice/m.test/{number}", body.ToJsonString())).Accepted();
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async Task<List<int>> InboxAsync(JsonObject person)
    {
        var numbers = new List<int>();
        var since = "";
        while (true)
        {
            var answer = (await AskAsync(person, HttpMethod.Get, $"/_matrix/client/v3/sync?timeout=0{since}")).Accepted();
            if (!answer.Has("to_device") || answer["to_device"].GetProperty("events").GetArrayLength() == 0)
            {
                return numbers;
            }

            numbers.AddRange(answer["to_device"].GetProperty("events").EnumerateArray()
                .Select(message => message.GetProperty("content").GetProperty("number").GetInt32()));
            since = $"&since={Uri.EscapeDataString(answer.Text("next_batch"))}";
        }
    }

    private async Task<JsonObject> RegisterAsync(string name)
    {
        var answer = (await Server.Http.AskAsync(
            HttpMethod.Post,
            "/_matrix/client/v3/register",
            $$"""{"username": "{{name}}", "password": "{{Person.Password}}", "auth": {"type": "m.login.dummy"} }""",
            accessToken: null)).Accepted();
        return JsonNode.Parse(answer.Body.GetRawText())!.AsObject();
    }

    private Task<Answer> AskAsync(JsonObject person, HttpMethod method, string path, string? json = null) =>
        Server.Http.AskAsync(method, path, json, (string)person["access_token"]!);
}

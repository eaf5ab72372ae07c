using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Rooms;

/// <summary>kill -9 under load, again and again on the same data: ten times, fifty with <c>VESTNIK_LONG=1</c>.</summary>
public sealed class KillTests
{
    private const int Writers = 8;

    private static int Rounds => Environment.GetEnvironmentVariable("VESTNIK_LONG") == "1" ? 50 : 10;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_there_twice()
    {
        var folder = Directory.CreateTempSubdirectory("vestnik-kill-").FullName;
        await using var server = await ServerProcess.StartAsync(folder, new JsonObject
        {
            ["ServerName"] = "town.example",
            ["DataDirectory"] = folder,
            ["Registration"] = new JsonObject { ["Enabled"] = true },
            ["Passwords"] = new JsonObject { ["HashCost"] = 1 },
            ["RateLimits"] = new JsonObject { ["Enabled"] = false },
        });
        var token = await RegisterAsync(server);
        var rooms = new[] { await CreateRoomAsync(server, token), await CreateRoomAsync(server, token) };
        var sent = new ConcurrentDictionary<string, string?>(StringComparer.Ordinal);

        for (var round = 0; round < Rounds; round++)
        {
            await WriteUntilKilledAsync(server, token, rooms, sent, round);
            Archive.ShouldBeSound(Path.Combine(folder, "vestnik.db"));
            await server.StartAgainAsync();
            await RepeatUnansweredAsync(server, token, sent);
        }

        await ShouldHoldExactlyAsync(server, token, rooms, sent);
        await server.KillAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task WriteUntilKilledAsync(
        ServerProcess server, string token, string[] rooms, ConcurrentDictionary<string, string?> sent, int round)
    {
        using var stop = new CancellationTokenSource();
        var enough = new TaskCompletionSource();
        var acknowledged = 0;
        var writers = Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                var path = PathOf(rooms[writer % rooms.Length], $"r{round}-w{writer}-{i}");
                sent[path] = null;
                if (await TrySendAsync(server, token, path) is not { } id)
                {
                    return;
                }

                sent[path] = id;
                if (Interlocked.Increment(ref acknowledged) == 40 + (round * 7 % 60))
                {
                    enough.TrySetResult();
                }
            }
        }).ToList();
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await server.KillAsync();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    private static async Task RepeatUnansweredAsync(ServerProcess server, string token, ConcurrentDictionary<string, string?> sent)
    {
        foreach (var (path, _) in sent.Where(message => message.Value is null).ToList())
        {
            sent[path] = await TrySendAsync(server, token, path)
                ?? throw new ShouldAssertException("A message was refused after the restart.");
        }

        // A transaction that was answered before the kill still has its event.
        foreach (var (path, id) in sent.Take(20).ToList())
        {
            (await TrySendAsync(server, token, path)).ShouldBe(id);
        }
    }

    private static async Task ShouldHoldExactlyAsync(
        ServerProcess server, string token, string[] rooms, ConcurrentDictionary<string, string?> sent)
    {
        var found = new List<string>();
        foreach (var room in rooms)
        {
            var from = "";
            while (true)
            {
                var page = (await server.Http.AskAsync(
                    HttpMethod.Get, $"/_matrix/client/v3/rooms/{People.Escaped(room)}/messages?dir=f&limit=500{from}", json: null, token)).Accepted();
                found.AddRange(page["chunk"].EnumerateArray()
                    .Where(shown => shown.GetProperty("type").GetString() == "m.room.message")
                    .Select(shown => $"{PathOf(room, shown.GetProperty("content").GetProperty("body").GetString()!)} {shown.GetProperty("event_id").GetString()}"));
                if (!page.Has("end"))
                {
                    break;
                }

                from = $"&from={page.Text("end")}";
            }
        }

        found.Order(StringComparer.Ordinal).ShouldBe(sent.Select(message => $"{message.Key} {message.Value}").Order(StringComparer.Ordinal));
    }

    private static string PathOf(string room, string transaction) =>
        $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/{transaction}";

    private static async Task<string?> TrySendAsync(ServerProcess server, string token, string path)
    {
        try
        {
            var body = path[(path.LastIndexOf('/') + 1)..];
            var answer = await server.Http.AskAsync(HttpMethod.Put, path, $$"""{"msgtype": "m.text", "body": "{{body}}"}""", token);
            return answer.Status == 200 ? answer.Text("event_id") : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<string> RegisterAsync(ServerProcess server) => (await server.Http.AskAsync(
        HttpMethod.Post,
        "/_matrix/client/v3/register",
        """{"username": "anna", "password": "correct horse battery staple", "auth": {"type": "m.login.dummy"} }""",
        accessToken: null)).Accepted().Text("access_token");

    private static async Task<string> CreateRoomAsync(ServerProcess server, string token) =>
        (await server.Http.AskAsync(HttpMethod.Post, "/_matrix/client/v3/createRoom", "{}", token)).Accepted().Text("room_id");
}

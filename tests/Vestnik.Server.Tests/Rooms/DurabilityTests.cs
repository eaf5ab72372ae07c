using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Rooms;

/// <summary>Watches the server's system calls: acknowledged means on disk.</summary>
public sealed class DurabilityTests
{
    private const int Messages = 20;

    [Fact]
    public async Task No_message_is_acknowledged_before_its_batch_is_on_disk()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed: whether answers wait for the disk is not checked.");
        var folder = Directory.CreateTempSubdirectory("vestnik-strace-").FullName;
        var trace = Path.Combine(folder, "trace");
        await using (var server = await ServerProcess.StartAsync(
            folder,
            new JsonObject
            {
                ["ServerName"] = "town.example",
                ["DataDirectory"] = folder,
                ["Registration"] = new JsonObject { ["Enabled"] = true },
                ["Passwords"] = new JsonObject { ["HashCost"] = 1 },
                ["RateLimits"] = new JsonObject { ["Enabled"] = false },
            },
            "strace", "-f", "-s", "600", "-e", "trace=fsync,fdatasync,sendto,sendmsg,write,writev", "-o", trace))
        {
            var token = (await server.Http.AskAsync(
                HttpMethod.Post,
                "/_matrix/client/v3/register",
                """{"username": "anna", "password": "correct horse battery staple", "auth": {"type": "m.login.dummy"} }""",
                accessToken: null)).Accepted().Text("access_token");
            var room = (await server.Http.AskAsync(HttpMethod.Post, "/_matrix/client/v3/createRoom", "{}", token)).Accepted().Text("room_id");
            for (var i = 0; i < Messages; i++)
            {
                (await server.Http.AskAsync(
                    HttpMethod.Put,
                    $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/{i}",
                    """{"msgtype": "m.text", "body": "hi"}""",
                    token)).Accepted();
            }

            await server.KillAsync();
        }

        SyncsBefore(await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken)).ShouldBe(Enumerable.Repeat(true, Messages));
        Directory.Delete(folder, recursive: true);
    }

    // One at a time: each answer needs a sync of its own behind the answer before it.
    private static List<bool> SyncsBefore(string[] trace)
    {
        var syncs = new List<bool>();
        var synced = false;
        foreach (var line in trace)
        {
            var sends = line.Contains("send", StringComparison.Ordinal) || line.Contains("write", StringComparison.Ordinal);
            if (line.Contains("sync", StringComparison.Ordinal) && line.EndsWith("= 0", StringComparison.Ordinal))
            {
                synced = true;
            }
            else if (sends && line.Contains("HTTP/1.1 200", StringComparison.Ordinal) && line.Contains("event_id", StringComparison.Ordinal))
            {
                syncs.Add(synced);
                synced = false;
            }
        }

        return syncs;
    }
}

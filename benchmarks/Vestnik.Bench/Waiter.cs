using System.Text;
using System.Text.Json;

namespace Vestnik.Bench;

/// <summary>One person whose /sync always waits, and who counts what arrives.</summary>
internal sealed class Waiter(ServerProcess server, Person person)
{
    private const string Filter = """{"room":{"timeline":{"limit":1000},"state":{"lazy_load_members":true}},"presence":{"types":[]}}""";
    private readonly Wire wire = new(server.Port);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> joined = new(StringComparer.Ordinal);
    private string since = "";

    public int Received => seen.Count;

    public int Doubled { get; private set; }

    public async Task CatchUpAsync()
    {
        var answer = await person.AskAsync("GET", $"/_matrix/client/v3/sync?timeout=0&filter={Uri.EscapeDataString(Filter)}");
        since = answer.GetProperty("next_batch").GetString()!;
        foreach (var room in answer.GetProperty("rooms").GetProperty("join").EnumerateObject())
        {
            joined.Add(room.Name);
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var request = Wire.Request("GET", $"/_matrix/client/v3/sync?timeout=500&since={Uri.EscapeDataString(since)}&filter={Uri.EscapeDataString(Filter)}", person.Token);
            var (status, body) = await wire.AskAsync(request, CancellationToken.None);
            if (status != 200)
            {
                throw new InvalidOperationException($"sync answered {status}");
            }

            Note(body.Span);
            using var json = JsonDocument.Parse(body);
            since = json.RootElement.GetProperty("next_batch").GetString()!;
        }
    }

    public int Missing(IEnumerable<Sender> senders)
    {
        var missing = 0;
        foreach (var sender in senders)
        {
            for (var i = 0; i < sender.Rooms.Count; i++)
            {
                if (joined.Contains(sender.RoomIds[sender.Rooms[i]]) && !seen.Contains($"{sender.Number}.{i}"))
                {
                    missing++;
                }
            }
        }

        return missing;
    }

    // The marker is written as-is or escaped; a canonical writer leaves angle brackets alone.
    private void Note(ReadOnlySpan<byte> body)
    {
        while (body.IndexOf("\"session_id\":\"<"u8) is >= 0 and var at)
        {
            body = body[(at + 15)..];
            var end = body.IndexOf((byte)'>');
            if (!seen.Add(Encoding.ASCII.GetString(body[..end])))
            {
                Doubled++;
            }
        }
    }
}

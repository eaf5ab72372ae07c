using System.Diagnostics;
using System.Text;

namespace Vestnik.Bench;

/// <summary>One connection that sends the next message as soon as the last one is acknowledged.</summary>
internal sealed class Sender(ServerProcess server, IReadOnlyList<Person> crowd, IReadOnlyList<string> rooms, int number)
{
    private readonly Wire wire = new(server.Port);

    public int Sent { get; private set; }

    public List<double> Latencies { get; } = [];

    /// <summary>Room of each send: the marker is "number.index".</summary>
    public List<int> Rooms { get; } = [];

    /// <summary>What the server said each send became.</summary>
    public List<string> EventIds { get; } = [];

    public int Number => number;

    public IReadOnlyList<string> RoomIds => rooms;

    /// <summary>Sends until it is told to stop, or has sent so many.</summary>
    public async Task RunAsync(CancellationToken stop, int upTo = int.MaxValue)
    {
        var ciphertext = new string('A', 700);
        for (var i = Sent; !stop.IsCancellationRequested && i < upTo; i++)
        {
            var room = ((number * rooms.Count / SendThroughput.Senders) + i) % rooms.Count;
            var sender = crowd[((room * crowd.Count / rooms.Count) + (number % SendThroughput.Members)) % crowd.Count];
            var body = $$"""{"algorithm":"m.megolm.v1.aes-sha2","ciphertext":"{{ciphertext}}","session_id":"<{{number}}.{{i}}>"}""";
            var request = Wire.Request("PUT", $"/_matrix/client/v3/rooms/{Uri.EscapeDataString(rooms[room])}/send/m.room.encrypted/t{number}.{i}", sender.Token, body);
            var started = Stopwatch.GetTimestamp();
            var (status, answer) = await wire.AskAsync(request, CancellationToken.None);
            if (status != 200)
            {
                throw new InvalidOperationException($"send answered {status}: {Encoding.UTF8.GetString(answer.Span)}");
            }

            Latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            Rooms.Add(room);
            EventIds.Add(Encoding.ASCII.GetString(answer.Span[(answer.Span.IndexOf((byte)'$'))..answer.Span.LastIndexOf((byte)'"')]));
            Sent++;
        }
    }
}

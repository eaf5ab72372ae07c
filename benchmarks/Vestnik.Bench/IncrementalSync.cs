using System.Diagnostics;
using System.Globalization;

namespace Vestnik.Bench;

/// <summary>W4: one new event in one room of a person with many rooms; server CPU of the /sync that brings it.</summary>
internal static class IncrementalSync
{
    private const int Repeats = 10_000;

    // As long as W1's: until then the runtime still replaces the framework's precompiled code by optimized code.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task<double> RunAsync(string hostDll, int rooms)
    {
        using var server = await ServerProcess.StartAsync(hostDll);
        var anna = await Town.RegisterAsync(server, "anna");
        var boris = await Town.RegisterAsync(server, "boris");
        var made = new List<string>();
        for (var i = 0; i < rooms; i++)
        {
            made.Add(await Town.MakeRoomAsync([boris, anna]));
        }

        const string Filter = """{"room":{"state":{"lazy_load_members":true}}}""";
        var since = (await anna.AskAsync("GET", $"/_matrix/client/v3/sync?filter={Uri.EscapeDataString(Filter)}")).GetProperty("next_batch").GetString()!;
        await boris.AskAsync(
            "PUT",
            $"/_matrix/client/v3/rooms/{Uri.EscapeDataString(made[rooms / 2])}/send/m.room.encrypted/one",
            new { algorithm = "m.megolm.v1.aes-sha2", ciphertext = new string('A', 700) });

        var path = $"/_matrix/client/v3/sync?timeout=0&since={Uri.EscapeDataString(since)}&filter={Uri.EscapeDataString(Filter)}";
        var changed = (await anna.AskAsync("GET", path)).GetProperty("rooms").GetProperty("join").EnumerateObject().Count();
        if (changed != 1)
        {
            throw new InvalidOperationException($"One room changed, and the /sync shows {changed}.");
        }

        // What follows the founding of so many rooms, such as the search index, is not the cost of a change.
        while (await server.IsBusyAsync())
        {
        }

        var request = Wire.Request("GET", path, anna.Token);
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < WarmUp)
        {
            await anna.Wire.AskAsync(request);
        }

        await Console.Error.WriteLineAsync($"measuring process {server.Id}");
        var cpu = server.CpuSeconds;
        for (var i = 0; i < Repeats; i++)
        {
            await anna.Wire.AskAsync(request);
        }

        var each = (server.CpuSeconds - cpu) / Repeats;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"W4 rooms={rooms}: {each * 1e6:F0} us server CPU for one change"));
        return each;
    }
}

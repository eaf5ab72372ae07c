using System.Globalization;

namespace Vestnik.Bench;

/// <summary>
/// W7, the part that push rules have in it: sends into one room of people who have changed no rule and are not there. Two
/// of them are: one whose /sync waits, and one who has a pusher and rules of their own.
/// </summary>
internal static class FanOut
{
    private const int WarmUp = 2000;
    private const int Sends = 6000;

    public static async Task<double> RunAsync(string hostDll, int members)
    {
        using var server = await ServerProcess.StartAsync(hostDll);
        var anna = await Town.RegisterAsync(server, "anna");
        var boris = await Town.RegisterAsync(server, "boris");
        var vera = await Town.RegisterAsync(server, "vera");
        var room = await Town.MakeRoomAsync([anna, boris, vera]);
        await FillAsync(server, room, members - 3);
        await MuteAsync(vera, room);

        var sender = new Sender(server, [anna], [room], 0);
        var waiter = new Waiter(server, boris);
        await waiter.CatchUpAsync();
        using var stop = new CancellationTokenSource();
        var waiting = waiter.RunAsync(stop.Token);

        await SendAsync(sender, WarmUp);
        var cpu = server.CpuSeconds;
        await SendAsync(sender, Sends);
        var each = (server.CpuSeconds - cpu) / Sends;

        await Task.Delay(1500);
        await stop.CancelAsync();
        await waiting;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"W7 members={members}: {each * 1e6:F0} us server CPU a send, one of them at a waiting /sync (lost {waiter.Missing([sender])}), one with a pusher and own rules; peak memory {server.PeakResidentBytes >> 20} MiB"));
        return each;
    }

    private static Task FillAsync(ServerProcess server, string room, int count) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            var member = await Town.RegisterAsync(server, $"member{i}");
            using var wire = member.Wire;
            await member.AskAsync("POST", $"/_matrix/client/v3/join/{Uri.EscapeDataString(room)}", new { });
        });

    // Whoever is silent here is still looked at for every event, and nothing leaves the machine.
    private static async Task MuteAsync(Person vera, string room)
    {
        await vera.AskAsync("PUT", $"/_matrix/client/v3/pushrules/global/room/{Uri.EscapeDataString(room)}", new { actions = Array.Empty<string>() });
        await vera.AskAsync("POST", "/_matrix/client/v3/pushers/set", new
        {
            kind = "http",
            app_id = "bench",
            pushkey = "vera",
            app_display_name = "Bench",
            device_display_name = "Bench",
            lang = "en",
            data = new { url = "https://gateway.invalid/_matrix/push/v1/notify" },
        });
    }

    private static Task SendAsync(Sender sender, int count) => sender.RunAsync(CancellationToken.None, sender.Sent + count);
}

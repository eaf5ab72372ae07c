using System.Diagnostics;
using System.Globalization;

namespace Vestnik.Bench;

/// <summary>
/// W1: durable, signed sends in many rooms of 50 members, closed loop, with /syncs that wait. Every send must reach every
/// waiting member exactly once.
/// </summary>
internal static class SendThroughput
{
    internal const int Members = 50;
    internal const int Senders = 16;
    private const int Crowd = 500;
    private const int Waiters = 16;

    public static async Task<double> RunAsync(string hostDll, int rooms, TimeSpan warmUp, TimeSpan measure)
    {
        using var server = await ServerProcess.StartAsync(hostDll, keptAs: $"W1-{rooms}");
        // As many people at every size, so that a send reaches as many waiting /syncs in ten rooms as in a hundred.
        var crowd = await Town.RegisterManyAsync(server, "member", Crowd);
        var made = new List<string>();
        for (var i = 0; i < rooms; i++)
        {
            var members = Enumerable.Range(0, Members).Select(k => crowd[((i * Crowd / rooms) + k) % Crowd]).ToList();
            made.Add(await Town.MakeRoomAsync(members));
        }

        var senders = Enumerable.Range(0, Senders).Select(k => new Sender(server, crowd, made, k)).ToList();
        var waiters = Enumerable.Range(0, Waiters).Select(k => new Waiter(server, crowd[k * crowd.Count / Waiters])).ToList();
        foreach (var waiter in waiters)
        {
            await waiter.CatchUpAsync();
        }

        using var stop = new CancellationTokenSource();
        var waiting = waiters.Select(waiter => waiter.RunAsync(stop.Token)).ToList();
        using var stopSending = new CancellationTokenSource();
        var sending = senders.Select(sender => sender.RunAsync(stopSending.Token)).ToList();

        await Task.Delay(warmUp);
        await Console.Error.WriteLineAsync($"measuring process {server.Id}");
        var cpu = server.CpuSeconds;
        var own = Process.GetCurrentProcess().TotalProcessorTime;
        var sent = senders.Sum(sender => sender.Sent);
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(measure);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var done = senders.Sum(sender => sender.Sent) - sent;
        var spent = server.CpuSeconds - cpu;
        var generator = (Process.GetCurrentProcess().TotalProcessorTime - own).TotalSeconds / seconds;

        await stopSending.CancelAsync();
        await Task.WhenAll(sending);
        await Task.Delay(1500);
        await stop.CancelAsync();
        await Task.WhenAll(waiting);

        var latencies = senders.SelectMany(sender => sender.Latencies).Order().ToList();
        var lost = waiters.Sum(waiter => waiter.Missing(senders));
        var doubled = waiters.Sum(waiter => waiter.Doubled);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"W1 rooms={rooms} members={Members}: {done / seconds:F0} sends/s, {done / spent:F0} sends per server CPU-second, {spent * 1e6 / done:F0} us CPU each; p50 {Figures.Percentile(latencies, .5):F1} ms, p99 {Figures.Percentile(latencies, .99):F1} ms; delivered {waiters.Sum(w => w.Received)} to {Waiters} waiting /syncs, lost {lost}, doubled {doubled}; generator {generator:P0} of a core; peak memory {server.PeakResidentBytes >> 20} MiB"));
        await WriteAcknowledgedAsync(server, senders);
        return lost == 0 && doubled == 0 ? spent / done : throw new InvalidOperationException("The events do not reconcile.");
    }

    // A judge reads the database afterwards: it verifies hashes, signatures and auth events, and finds every send under its id.
    private static Task WriteAcknowledgedAsync(ServerProcess server, List<Sender> senders) =>
        File.WriteAllLinesAsync(
            Path.Combine(server.Directory, "acknowledged.txt"),
            senders.SelectMany(sender => sender.EventIds.Select((id, i) => string.Create(CultureInfo.InvariantCulture, $"<{sender.Number}.{i}> {id}"))));
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Vestnik.Bench;

/// <summary>The published server on core 0, with fresh data, and its costs as the kernel counts them.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const double TicksPerSecond = 100;
    private readonly Process process;
    private readonly bool isKept;

    private ServerProcess(Process process, int port, string directory, bool isKept) =>
        (this.process, Port, Directory, this.isKept) = (process, port, directory, isKept);

    public int Port { get; }

    /// <summary>For whoever attaches a profiler.</summary>
    public int Id => process.Id;

    public string Directory { get; }

    /// <summary>For three seconds it is watched; busy is more than a hundredth of a core.</summary>
    public async Task<bool> IsBusyAsync()
    {
        var before = CpuSeconds;
        await Task.Delay(TimeSpan.FromSeconds(3));
        return CpuSeconds - before > 0.03;
    }

    /// <summary>User and system time of the server so far, in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }

    public long PeakResidentBytes => File.ReadLines($"/proc/{process.Id}/status")
        .First(line => line.StartsWith("VmHWM", StringComparison.Ordinal))
        .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..]
            ? long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024
            : 0;

    /// <param name="hostDll">The server's program.</param>
    /// <param name="keptAs">Under this name its data outlive it, where VESTNIK_BENCH_KEEP names a folder for them.</param>
    public static async Task<ServerProcess> StartAsync(string hostDll, string? keptAs = null)
    {
        var kept = keptAs is not null && Environment.GetEnvironmentVariable("VESTNIK_BENCH_KEEP") is { } folder ? Path.Combine(folder, keptAs) : null;
        var directory = System.IO.Directory.CreateDirectory(kept ?? Path.Combine(Path.GetTempPath(), $"vestnik-bench-{Guid.NewGuid():N}")).FullName;
        var port = FreePort();
        var settings = new
        {
            Logging = new { LogLevel = new { Default = "Warning" } },
            Kestrel = new { Endpoints = new { Client = new { Url = $"http://127.0.0.1:{port}" } } },
            Vestnik = new
            {
                ServerName = "bench.localhost",
                PublicBaseUrl = $"http://127.0.0.1:{port}",
                DataDirectory = Path.Combine(directory, "data"),
                Registration = new { Enabled = true },
                Passwords = new { HashCost = 1 },
                RateLimits = new { Enabled = false },
            },
        };
        var file = Path.Combine(directory, "vestnik.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(settings));

        var start = new ProcessStartInfo("taskset", ["-c", "0", "dotnet", hostDll, "--config", file])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var started = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        var server = new ServerProcess(started, port, directory, isKept: kept is not null);
        await server.WaitUntilReadyAsync();
        return server;
    }

    public void Dispose()
    {
        Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        if (!process.WaitForExit(20_000))
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        if (!isKept)
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }

    private async Task WaitUntilReadyAsync()
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                using var wire = new Wire(Port);
                var (status, _) = await wire.AskAsync(Wire.Request("GET", "/_matrix/client/versions", null));
                if (status == 200)
                {
                    return;
                }
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("The server did not answer within 30 seconds.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

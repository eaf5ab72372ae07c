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

    private ServerProcess(Process process, int port, string directory) =>
        (this.process, Port, Directory) = (process, port, directory);

    public int Port { get; }

    /// <summary>For whoever attaches a profiler.</summary>
    public int Id => process.Id;

    public string Directory { get; }

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

    public static async Task<ServerProcess> StartAsync(string hostDll)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("vestnik-bench-").FullName;
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
        var server = new ServerProcess(started, port, directory);
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
        if (Environment.GetEnvironmentVariable("VESTNIK_BENCH_KEEP") is null)
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

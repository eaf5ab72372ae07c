using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests;

/// <summary>The server as a process of its own, which can be killed at any moment and started again on the same data.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private readonly string configuration;
    private readonly string[] under;
    private readonly List<string> output = [];
    private Process? process;

    private ServerProcess(string configuration, int port, string[] under) =>
        (this.configuration, this.under, Http) = (configuration, under, new HttpClient(new SocketsHttpHandler())
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
            Timeout = TimeSpan.FromSeconds(60),
        });

    public HttpClient Http { get; }

    public int Id => process?.Id ?? throw new InvalidOperationException("The server is not running.");

    /// <param name="folder">Where the configuration file goes.</param>
    /// <param name="vestnik">The section <c>Vestnik</c>, with <c>DataDirectory</c>.</param>
    /// <param name="under">A command that runs the server as its child, such as a tracer.</param>
    public static async Task<ServerProcess> StartAsync(string folder, JsonObject vestnik, params string[] under)
    {
        var port = FreePort();
        var file = Path.Combine(folder, $"vestnik-{port}.json");
        vestnik["PublicBaseUrl"] = $"http://127.0.0.1:{port}";
        var settings = new JsonObject
        {
            ["Logging"] = new JsonObject { ["LogLevel"] = new JsonObject { ["Default"] = "Warning" } },
            ["Kestrel"] = new JsonObject { ["Endpoints"] = new JsonObject { ["Client"] = new JsonObject { ["Url"] = $"http://127.0.0.1:{port}" } } },
            ["Vestnik"] = vestnik,
        };
        await using (var stream = File.Create(file))
        await using (var writer = new Utf8JsonWriter(stream))
        {
            settings.WriteTo(writer);
        }

        var server = new ServerProcess(file, port, under);
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        var host = Path.Combine(AppContext.BaseDirectory, "Vestnik.Host.dll");
        string[] command = [.. under, "dotnet", host, "serve", "--config", configuration];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start) ?? throw new InvalidOperationException("The server did not start.");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReadyAsync();
    }

    /// <summary>kill -9: no warning, nothing flushed.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        Http.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
        {
            output.Add(line.Data ?? "");
        }
    }

    // Polls a foreign process, which has no phase to wait for but its open port.
    private async Task WaitUntilReadyAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60) && !process!.HasExited)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri("/_matrix/client/versions", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        lock (output)
        {
            throw new ShouldAssertException($"The server did not open its door: {string.Join('\n', output.TakeLast(30))}");
        }
    }
}

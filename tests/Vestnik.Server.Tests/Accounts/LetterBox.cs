using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vestnik.Server.Tests.Accounts;

/// <summary>A mail server that takes every letter and keeps it: as much of RFC 5321 as a sender needs.</summary>
public sealed class LetterBox : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<(string To, string Text)> letters = new();

    public LetterBox()
    {
        listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The letters to an address, the oldest first, with their headers.</summary>
    public IReadOnlyList<string> To(string address) => [.. letters.Where(letter => letter.To == address).Select(letter => letter.Text)];

    public void Dispose() => listener.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                _ = ReceiveAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The box is closed.
        }
    }

    private async Task ReceiveAsync(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 box");
        var to = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("RCPT TO:<", StringComparison.OrdinalIgnoreCase))
            {
                to = line["RCPT TO:<".Length..line.IndexOf('>', StringComparison.Ordinal)];
            }

            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var text = new StringBuilder();
                while (await reader.ReadLineAsync() is { } part && part != ".")
                {
                    text.Append(part).Append('\n');
                }

                letters.Enqueue((to, text.ToString()));
            }

            await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : "250 ok");
        }
    }
}

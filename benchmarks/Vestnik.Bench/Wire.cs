using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vestnik.Bench;

/// <summary>One keep-alive HTTP/1.1 connection, written by hand so that the generator costs less than what it measures.</summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] received = new byte[256 * 1024];
    private int filled;

    public Wire(int port) => socket.Connect(IPAddress.Loopback, port);

    /// <summary>Sends a request and waits for its whole answer. The body is valid until the next call.</summary>
    public async Task<(int Status, ReadOnlyMemory<byte> Body)> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancel = default)
    {
        await socket.SendAsync(request, SocketFlags.None, cancel);
        filled = 0;
        int headEnd;
        while ((headEnd = received.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReceiveAsync(cancel);
        }

        var bodyStart = headEnd + 4;
        var head = Encoding.ASCII.GetString(received, 0, headEnd);
        var status = int.Parse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        var length = Header(head, "content-length");
        return length is null
            ? (status, await ChunkedAsync(bodyStart, cancel))
            : (status, await FixedAsync(bodyStart, int.Parse(length, CultureInfo.InvariantCulture), cancel));
    }

    public static byte[] Request(string method, string path, string? token, string? body = null)
    {
        var bytes = body is null ? 0 : Encoding.UTF8.GetByteCount(body);
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
        if (token is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {token}\r\n");
        }

        if (body is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {bytes}\r\n");
        }

        return Encoding.UTF8.GetBytes(head.Append("\r\n").Append(body).ToString());
    }

    public void Dispose() => socket.Dispose();

    private async Task<ReadOnlyMemory<byte>> FixedAsync(int start, int length, CancellationToken cancel)
    {
        while (filled < start + length)
        {
            await ReceiveAsync(cancel);
        }

        return received.AsMemory(start, length);
    }

    private async Task<ReadOnlyMemory<byte>> ChunkedAsync(int start, CancellationToken cancel)
    {
        var body = new MemoryStream();
        var at = start;
        while (true)
        {
            int lineEnd;
            while ((lineEnd = received.AsSpan(at, filled - at).IndexOf("\r\n"u8)) < 0)
            {
                await ReceiveAsync(cancel);
            }

            var size = int.Parse(Encoding.ASCII.GetString(received, at, lineEnd), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += lineEnd + 2;
            while (filled < at + size + 2)
            {
                await ReceiveAsync(cancel);
            }

            if (size == 0)
            {
                return body.ToArray();
            }

            body.Write(received, at, size);
            at += size + 2;
        }
    }

    private async Task ReceiveAsync(CancellationToken cancel)
    {
        if (filled == received.Length)
        {
            Array.Resize(ref received, received.Length * 2);
        }

        var count = await socket.ReceiveAsync(received.AsMemory(filled), SocketFlags.None, cancel);
        if (count == 0)
        {
            throw new IOException("The server closed the connection.");
        }

        filled += count;
    }

    private static string? Header(string head, string name)
    {
        foreach (var line in head.Split("\r\n"))
        {
            if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line[name.Length] == ':')
            {
                return line[(name.Length + 1)..].Trim();
            }
        }

        return null;
    }
}

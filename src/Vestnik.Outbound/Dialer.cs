using System.Net;
using System.Net.Sockets;

namespace Vestnik.Outbound;

/// <summary>Resolves a name and connects to what it has just checked, so that a name cannot mean something else a moment later.</summary>
internal sealed class Dialer(OutboundPolicy policy)
{
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellation)
    {
        var host = target.Host.Trim('[', ']');
        Exception? last = null;
        foreach (var address in await ResolveAsync(host, cancellation).ConfigureAwait(false))
        {
            if (!policy.Allows(host, address))
            {
                last ??= new OutboundException(OutboundProblem.Refused);
                continue;
            }

            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, target.Port), cancellation).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception problem)
            {
                socket.Dispose();
                if (problem is not SocketException)
                {
                    throw;
                }

                last = problem;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    // RFC 6761, 6.3: names below localhost are the machine itself. The resolvers of Linux and .NET do not know it.
    private static async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
        IPAddress.TryParse(host, out var literal) ? [literal]
        : host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : await Dns.GetHostAddressesAsync(host, cancellation).ConfigureAwait(false);
}

using System.Net;
using System.Net.Sockets;
using Vestnik.Homeserver;

namespace Vestnik.Host.Commands.Doctor;

/// <summary>The names that people and other servers use lead to an address.</summary>
internal static class NameCheck
{
    public static async Task<List<Finding>> LookAsync(HomeserverOptions options, CancellationToken cancel)
    {
        List<Finding> findings = [await LookAsync("name of the server", HostOf(options.ServerName.ToString()), cancel)];
        if (options.PublicBaseUrl.Host != HostOf(options.ServerName.ToString()))
        {
            findings.Add(await LookAsync("name for clients", options.PublicBaseUrl.Host, cancel));
        }

        return findings;
    }

    private static async Task<Finding> LookAsync(string subject, string host, CancellationToken cancel)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out _) || host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal))
        {
            return Finding.Good(subject, $"{host} needs no DNS.");
        }

        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host, cancel);
            return addresses.Length == 0
                ? Finding.Bad(subject, $"{host} has no address. Add an A or AAAA record.")
                : Finding.Good(subject, $"{host} leads to {string.Join(", ", addresses.Select(address => address.ToString()))}.");
        }
        catch (SocketException problem)
        {
            return Finding.Bad(subject, $"{host} has no address ({problem.SocketErrorCode}). Add an A or AAAA record, or correct the configuration.");
        }
    }

    private static string HostOf(string serverName)
    {
        var end = serverName.LastIndexOf(':');
        return end > serverName.LastIndexOf(']') && end >= 0 ? serverName[..end] : serverName;
    }
}

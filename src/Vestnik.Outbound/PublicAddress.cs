using System.Net;
using System.Net.Sockets;

namespace Vestnik.Outbound;

/// <summary>
/// Whether an address belongs to the public internet, by the registries of special-purpose addresses:
/// <see href="https://www.iana.org/assignments/iana-ipv4-special-registry"/>, <see href="https://www.iana.org/assignments/iana-ipv6-special-registry"/>.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // shared by providers
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("169.254.0.0/16"), // link local, and the metadata services of clouds
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.88.99.0/24"), // relays from 6to4
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // measurements
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/3"), // multicast, reserved, broadcast
        IPNetwork.Parse("2001::/23"), // protocol assignments, among them tunnels that carry an IPv4 address
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4, which carries an IPv4 address
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    // All that was ever given out to the public; loopback, link local, unique local, multicast and NAT64 lie outside.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address))
            && !Special.Any(network => network.Contains(address));
    }
}

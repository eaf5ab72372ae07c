using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Vestnik.Http.RateLimits;

/// <summary>Where a request comes from, as far as limits are concerned.</summary>
public static class ClientAddress
{
    private const int BytesOfSite = 8;

    /// <summary>The address; of IPv6 the first 64 bits, since one household has them all.</summary>
    public static IPAddress Of(HttpContext context) => Site(context.Connection.RemoteIpAddress ?? IPAddress.None);

    /// <summary>The address as a person would write it, for the list of devices.</summary>
    public static string? TextOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };

    private static IPAddress Site(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[BytesOfSite..].Clear();
        return new IPAddress(bytes);
    }
}

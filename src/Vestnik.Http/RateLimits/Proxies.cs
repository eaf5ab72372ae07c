using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Vestnik.Http.RateLimits;

public static class Proxies
{
    /// <summary>Believes <c>X-Forwarded-For</c> of these addresses, and of nobody else.</summary>
    /// <exception cref="FormatException">One of them is not an address.</exception>
    public static void TrustProxies(this IApplicationBuilder app, IReadOnlyList<string> addresses)
    {
        if (addresses.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var address in addresses)
        {
            options.KnownProxies.Add(IPAddress.Parse(address));
        }

        app.UseForwardedHeaders(options);
    }
}

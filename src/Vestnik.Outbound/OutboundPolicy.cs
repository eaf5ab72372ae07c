namespace Vestnik.Outbound;

/// <summary>Where the server may go by itself. The public internet is always open to it, a private network only by name.</summary>
public sealed record OutboundPolicy
{
    /// <summary>Everything may be reached. For test suites on one machine, never for an installation.</summary>
    public bool AllowPrivateAddresses { get; init; }

    /// <summary>Host names, as they stand in addresses, that may resolve to a private address: the operator's own mail or push gateway.</summary>
    public IReadOnlyList<string> AllowedPrivateHosts { get; init; } = [];

    internal bool Allows(string host, System.Net.IPAddress address) =>
        AllowPrivateAddresses || PublicAddress.Is(address) || AllowedPrivateHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
}

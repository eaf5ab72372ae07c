using System.Text.RegularExpressions;

namespace Vestnik.Homeserver.OAuth;

/// <summary>Where a program may have a person sent back to. By what address it controls, a program shows who it is.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#redirect-uri-validation</remarks>
public static partial class RedirectRules
{
    private const int Longest = 2000;

    /// <summary>An https address without a user name, or one of this server itself.</summary>
    public static bool TryReadAddress(string text, Uri own, out Uri? address)
    {
        address = null;
        if (!IsPlain(text) || !Uri.TryCreate(text, UriKind.Absolute, out var parsed) || parsed.UserInfo.Length > 0)
        {
            return false;
        }

        var secure = parsed.Scheme == Uri.UriSchemeHttps && parsed.HostNameType == UriHostNameType.Dns && parsed.Host.Contains('.', StringComparison.Ordinal);
        address = secure || HasOriginOf(own, parsed) ? parsed : null;
        return address is not null;
    }

    /// <summary>Whether an address, if there is one, has the client's address as its base.</summary>
    public static bool IsOf(Uri? address, Uri client) =>
        address is null
        || (address.Scheme == client.Scheme
            && (address.Host == client.Host || address.Host.EndsWith($".{client.Host}", StringComparison.Ordinal)));

    public static bool MayRegister(string redirect, Uri client, bool native, Uri own)
    {
        if (!IsPlain(redirect) || redirect.Contains('#', StringComparison.Ordinal) || !Uri.TryCreate(redirect, UriKind.Absolute, out var parsed))
        {
            return false;
        }

        if (HasOriginOf(own, parsed) && HasOriginOf(own, client))
        {
            return parsed.UserInfo.Length == 0;
        }

        if (parsed.Scheme == Uri.UriSchemeHttps)
        {
            return client.Scheme == Uri.UriSchemeHttps && TryReadAddress(redirect, own, out _) && IsOf(parsed, client);
        }

        return native && (parsed.Scheme == Uri.UriSchemeHttp ? Loopback().IsMatch(redirect) : IsPrivateUse(redirect, parsed.Scheme, client));
    }

    /// <summary>Whether the address in a request is one that the client registered. A native client may listen at any port of its own machine.</summary>
    public static bool Matches(string asked, ClientMetadata client) =>
        client.RedirectUris.Contains(asked, StringComparer.Ordinal)
        || (client.IsNative
            && LoopbackWithPort().Match(asked) is { Success: true } local
            && IsPlain(asked)
            && client.RedirectUris.Contains(local.Groups["before"].Value + local.Groups["after"].Value, StringComparer.Ordinal));

    // com.example.app:/callback belongs to https://example.com/
    private static bool IsPrivateUse(string redirect, string scheme, Uri client)
    {
        var reversed = string.Join('.', client.Host.Split('.').Reverse());
        return client.Host.Contains('.', StringComparison.Ordinal)
            && redirect.StartsWith($"{scheme}:", StringComparison.Ordinal)
            && !redirect.AsSpan(scheme.Length + 1).StartsWith("//")
            && (scheme == reversed || scheme.StartsWith($"{reversed}.", StringComparison.Ordinal));
    }

    private static bool HasOriginOf(Uri own, Uri address) =>
        own.Scheme == address.Scheme && own.Host == address.Host && own.Port == address.Port;

    private static bool IsPlain(string text) => text.Length <= Longest && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;

    [GeneratedRegex(@"^http://(localhost|127\.0\.0\.1|\[::1\])([/?].*)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Loopback();

    [GeneratedRegex(@"^(?<before>http://(localhost|127\.0\.0\.1|\[::1\])):[0-9]{1,5}(?<after>([/?].*)?)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LoopbackWithPort();
}

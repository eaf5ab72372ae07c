using System.Diagnostics.CodeAnalysis;

namespace Vestnik.Protocol.Identifiers;

/// <summary>The name of a homeserver: host name or address, with an optional port.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#server-name</remarks>
public readonly record struct ServerName : IIdentifier<ServerName>
{
    private readonly string? text;

    private ServerName(string text) => this.text = text;

    public static ServerName Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("This is not a valid ServerName.");

    public static ServerName Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ServerName result) =>
        TryParse(s, out result);

    public static bool TryParse([NotNullWhen(true)] string? text, out ServerName id)
    {
        var valid = text is not null && Grammar.IsServerName(text);
        id = valid ? new ServerName(text!) : default;
        return valid;
    }

    public override string ToString() =>
        text ?? throw new InvalidOperationException("A default ServerName was used.");
}

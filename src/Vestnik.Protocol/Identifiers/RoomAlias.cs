using System.Diagnostics.CodeAnalysis;

namespace Vestnik.Protocol.Identifiers;

/// <summary>A room alias: <c>#name:server</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#room-aliases</remarks>
public readonly record struct RoomAlias : IIdentifier<RoomAlias>
{
    private readonly string? text;

    private RoomAlias(string text) => this.text = text;

    public static RoomAlias Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("This is not a valid RoomAlias.");

    public static RoomAlias Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RoomAlias result) =>
        TryParse(s, out result);

    public static bool TryParse([NotNullWhen(true)] string? text, out RoomAlias id)
    {
        var valid = Grammar.IsOnServer(text, '#');
        id = valid ? new RoomAlias(text!) : default;
        return valid;
    }

    /// <summary>The part between the sigil and the first colon.</summary>
    public ReadOnlySpan<char> Localpart => Grammar.Localpart(ToString());

    public ServerName Server => Grammar.Server(ToString());

    public override string ToString() =>
        text ?? throw new InvalidOperationException("A default RoomAlias was used.");
}

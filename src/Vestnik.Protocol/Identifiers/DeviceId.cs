using System.Diagnostics.CodeAnalysis;

namespace Vestnik.Protocol.Identifiers;

/// <summary>A device of a user: an opaque string without a grammar of its own, at most 255 bytes.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#relationship-between-access-tokens-and-devices</remarks>
public readonly record struct DeviceId : IIdentifier<DeviceId>
{
    private readonly string? text;

    private DeviceId(string text) => this.text = text;

    public static DeviceId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("This is not a valid DeviceId.");

    public static DeviceId Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DeviceId result) =>
        TryParse(s, out result);

    public static bool TryParse([NotNullWhen(true)] string? text, out DeviceId id)
    {
        var valid = Grammar.IsOpaque(text);
        id = valid ? new DeviceId(text!) : default;
        return valid;
    }

    public override string ToString() =>
        text ?? throw new InvalidOperationException("A default DeviceId was used.");
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Media;

/// <summary>The name of uploaded content on this server: letters, digits, <c>_</c> and <c>-</c>, so that it is safe in paths.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#matrix-content-mxc-uris</remarks>
public readonly record struct MediaId : IIdentifier<MediaId>
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int NewLength = 32;
    private const int MaximumLength = 128;

    private readonly string? text;

    private MediaId(string text) => this.text = text;

    /// <summary>An id that nobody can guess.</summary>
    public static MediaId New() => new(RandomNumberGenerator.GetString(Alphabet, NewLength));

    public static MediaId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("This is not a valid MediaId.");

    public static MediaId Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MediaId result) => TryParse(s, out result);

    public static bool TryParse([NotNullWhen(true)] string? text, out MediaId id)
    {
        var valid = text is { Length: > 0 and <= MaximumLength }
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');
        id = valid ? new MediaId(text!) : default;
        return valid;
    }

    public override string ToString() => text ?? throw new InvalidOperationException("A default MediaId was used.");
}

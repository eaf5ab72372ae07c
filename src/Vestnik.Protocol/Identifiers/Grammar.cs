using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Vestnik.Protocol.Identifiers;

/// <summary>The grammars that the identifier types share.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#common-identifier-format</remarks>
internal static class Grammar
{
    private const int MaximumBytes = 255;

    private static readonly SearchValues<char> AddressCharacters =
        SearchValues.Create("0123456789abcdefABCDEF:.");

    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

    public static bool IsSigilLocalpartServer([NotNullWhen(true)] string? text, char sigil) =>
        text is { Length: > 2 } && text[0] == sigil && IsShort(text)
        && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        && IsPrintable(text.AsSpan(1, colon - 1))
        && IsServerName(text[(colon + 1)..]);

    public static bool IsRoomId([NotNullWhen(true)] string? text) =>
        text is ['!', _, ..] && IsShort(text) && IsPrintable(text.AsSpan(1))
        && (text.IndexOf(':', StringComparison.Ordinal) is < 0 || IsSigilLocalpartServer(text, '!'));

    public static bool IsEventId([NotNullWhen(true)] string? text) =>
        text is ['$', _, ..] && IsShort(text) && IsPrintable(text.AsSpan(1));

    public static bool IsOpaque([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 } && IsShort(text) && IsPrintable(text);

    public static bool IsServerName([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: > 0 } || text.Length > MaximumBytes)
        {
            return false;
        }

        var host = text.AsSpan();
        if (host[0] == '[')
        {
            var end = host.IndexOf(']');
            return end > 1
                && host[1..end].IndexOfAnyExcept(AddressCharacters) < 0
                && IsPort(host[(end + 1)..]);
        }

        var colon = host.IndexOf(':');
        var name = colon < 0 ? host : host[..colon];
        return name.Length > 0
            && name.IndexOfAnyExcept(HostCharacters) < 0
            && IsPort(colon < 0 ? [] : host[colon..]);
    }

    public static ReadOnlySpan<char> Localpart(string id) => id.AsSpan(1, id.IndexOf(':', StringComparison.Ordinal) - 1);

    public static ServerName Server(string id) => ServerName.Parse(id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] == ':' && text.Length is > 1 and < 7 && text[1..].IndexOfAnyExceptInRange('0', '9') < 0);

    private static bool IsShort(string text) => Encoding.UTF8.GetByteCount(text) <= MaximumBytes;

    // Historical local parts hold nearly anything; control characters and lone surrogates never.
    private static bool IsPrintable(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsControl(text[i]) || char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}

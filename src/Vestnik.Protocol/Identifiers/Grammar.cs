using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Vestnik.Protocol.Identifiers;

/// <summary>The grammars that the identifier types share.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#common-identifier-format</remarks>
internal static class Grammar
{
    private const int MaximumBytes = 255;
    private const int LongestAddress = 45;
    private const int LongestPort = 5;

    private static readonly SearchValues<char> AddressCharacters =
        SearchValues.Create("0123456789abcdefABCDEF:.");

    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.");

    private static readonly SearchValues<char> UserCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.=_/+");

    /// <summary><c>&amp;localpart:server</c>. Historical local parts may be empty and hold nearly everything.</summary>
    public static bool IsOnServer([NotNullWhen(true)] string? text, char sigil, bool mayBeEmpty = false)
    {
        if (text is not { Length: > 2 } || text[0] != sigil || !IsShort(text))
        {
            return false;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon >= (mayBeEmpty ? 1 : 2)
            && IsUnicode(text.AsSpan(1, colon - 1))
            && IsServerName(text.AsSpan(colon + 1));
    }

    public static bool IsRoomId([NotNullWhen(true)] string? text) =>
        text is ['!', _, ..] && IsShort(text)
        && (text.Contains(':', StringComparison.Ordinal) ? IsOnServer(text, '!') : IsUnicode(text.AsSpan(1)));

    public static bool IsEventId([NotNullWhen(true)] string? text) =>
        text is ['$', _, ..] && IsShort(text) && IsUnicode(text.AsSpan(1));

    public static bool IsOpaque([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 } && IsShort(text) && IsUnicode(text);

    public static bool IsServerName(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaximumBytes)
        {
            return false;
        }

        if (text[0] == '[')
        {
            var end = text.IndexOf(']');
            return end is > 2 and <= LongestAddress + 1
                && !text[1..end].ContainsAnyExcept(AddressCharacters)
                && IsPort(text[(end + 1)..]);
        }

        var colon = text.IndexOf(':');
        var host = colon < 0 ? text : text[..colon];
        return host.Length > 0
            && !host.ContainsAnyExcept(HostCharacters)
            && IsPort(colon < 0 ? [] : text[colon..]);
    }

    /// <summary>The characters that local parts of new users may have.</summary>
    public static bool IsUserLocalpart(ReadOnlySpan<char> localpart) =>
        localpart.Length > 0 && !localpart.ContainsAnyExcept(UserCharacters);

    /// <summary>Visible ASCII, as even historical users should have.</summary>
    public static bool IsVisible(ReadOnlySpan<char> localpart) =>
        localpart.Length > 0 && !localpart.ContainsAnyExceptInRange('!', '~');

    public static ReadOnlySpan<char> Localpart(string id) => id.AsSpan(1, id.IndexOf(':', StringComparison.Ordinal) - 1);

    public static ServerName Server(string id) => ServerName.Parse(id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty || (text[0] == ':' && text.Length is > 1 and <= LongestPort + 1 && !text[1..].ContainsAnyExceptInRange('0', '9'));

    private static bool IsShort(string text) =>
        text.Length * 3 <= MaximumBytes || Encoding.UTF8.GetByteCount(text) <= MaximumBytes;

    // Control characters are lawful in old ids; NUL and halves of surrogate pairs never are.
    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExceptInRange('\u0001', '\uD7FF'))
        {
            return true;
        }

        for (var rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != OperationStatus.Done || rune.Value == 0)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }
}

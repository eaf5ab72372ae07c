using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Vestnik.Protocol.Json;

/// <summary>The inside of a JSON string: between its canonical spelling and .NET strings.</summary>
internal static class JsonText
{
    private static readonly SearchValues<char> NeedEscape = SearchValues.Create(
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\"\\");

    /// <summary>The text of a valid JSON string without its quotes.</summary>
    public static string Decode(ReadOnlySpan<byte> inside)
    {
        if (!inside.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(inside);
        }

        var text = new StringBuilder(inside.Length);
        for (var rest = inside; !rest.IsEmpty;)
        {
            var escape = rest.IndexOf((byte)'\\');
            var plain = escape < 0 ? rest : rest[..escape];
            text.Append(Encoding.UTF8.GetString(plain));
            rest = rest[plain.Length..];
            if (!rest.IsEmpty)
            {
                text.Append(ReadEscape(ref rest));
            }
        }

        return text.ToString();
    }

    /// <summary>Appends a valid JSON string's inside with only the escapes that canonical JSON needs.</summary>
    /// <returns>False when an escape is half of a surrogate pair.</returns>
    public static bool Rewrite(ReadOnlySpan<byte> inside, ByteSink output)
    {
        for (var rest = inside; !rest.IsEmpty;)
        {
            var escape = rest.IndexOf((byte)'\\');
            var plain = escape < 0 ? rest : rest[..escape];
            output.Append(plain);
            rest = rest[plain.Length..];
            if (rest.IsEmpty)
            {
                break;
            }

            var unit = ReadEscape(ref rest);
            if (!char.IsSurrogate(unit))
            {
                AppendUnit(unit, output);
            }
            else if (char.IsHighSurrogate(unit) && rest.StartsWith("\\u"u8) && ReadEscape(ref rest) is var low && char.IsLowSurrogate(low))
            {
                var rune = new Rune(unit, low);
                output.Advance(rune.EncodeToUtf8(output.Reserve(4)));
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Appends a .NET string as a canonical JSON string, quotes included.</summary>
    /// <returns>False when the text holds half of a surrogate pair.</returns>
    public static bool TryAppend(string text, ByteSink output)
    {
        output.Append((byte)'"');
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var escape = rest.IndexOfAny(NeedEscape);
            var plain = escape < 0 ? rest : rest[..escape];
            var room = output.Reserve(plain.Length * 3);
            if (Utf8.FromUtf16(plain, room, out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            {
                return false;
            }

            output.Advance(written);
            rest = rest[plain.Length..];
            if (!rest.IsEmpty)
            {
                AppendUnit(rest[0], output);
                rest = rest[1..];
            }
        }

        output.Append((byte)'"');
        return true;
    }

    private static void AppendUnit(char unit, ByteSink output)
    {
        switch (unit)
        {
            case '"': output.Append("\\\""u8); break;
            case '\\': output.Append("\\\\"u8); break;
            case '\b': output.Append("\\b"u8); break;
            case '\t': output.Append("\\t"u8); break;
            case '\n': output.Append("\\n"u8); break;
            case '\f': output.Append("\\f"u8); break;
            case '\r': output.Append("\\r"u8); break;
            case < ' ':
                output.Append("\\u00"u8);
                output.Append((byte)('0' + (unit >> 4)));
                output.Append("0123456789abcdef"u8[unit & 0xF]);
                break;
            default:
                output.Advance(new Rune(unit).EncodeToUtf8(output.Reserve(3)));
                break;
        }
    }

    private static char ReadEscape(ref ReadOnlySpan<byte> rest)
    {
        var letter = rest[1];
        if (letter == (byte)'u')
        {
            var unit = ushort.Parse(rest[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            rest = rest[6..];
            return (char)unit;
        }

        rest = rest[2..];
        return letter switch
        {
            (byte)'b' => '\b',
            (byte)'t' => '\t',
            (byte)'n' => '\n',
            (byte)'f' => '\f',
            (byte)'r' => '\r',
            (byte)'"' or (byte)'\\' or (byte)'/' => (char)letter,
            _ => throw new UnreachableException("The JSON reader accepts no other escapes."),
        };
    }
}

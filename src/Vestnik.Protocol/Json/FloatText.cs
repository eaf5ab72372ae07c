using System.Globalization;
using System.Text;

namespace Vestnik.Protocol.Json;

/// <summary>
/// How a float is spelled in the canonical form of old events. The specification leaves it open; the network follows
/// the shortest digits that read back the same, with an exponent below 1e-4 and from 1e16 on.
/// </summary>
internal static class FloatText
{
    public static void Append(double value, ByteSink output)
    {
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var sign = shortest.StartsWith('-') ? "-" : "";
        var (digits, exponent) = Split(shortest[sign.Length..]);
        output.Append(Encoding.ASCII.GetBytes(sign + Spell(digits, exponent)));
    }

    /// <summary>The significant digits, and the power of ten of the first of them.</summary>
    private static (string Digits, int Exponent) Split(string text)
    {
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var shift = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa.Length : point;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return digits.Length == 0 ? ("0", 0) : (digits, whole - leading - 1 + shift);
    }

    private static string Spell(string digits, int exponent) => exponent switch
    {
        < -4 or >= 16 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}",
        < 0 => "0." + new string('0', -exponent - 1) + digits,
        _ when digits.Length <= exponent + 1 => digits.PadRight(exponent + 1, '0') + ".0",
        _ => digits[..(exponent + 1)] + "." + digits[(exponent + 1)..],
    };
}

using System.Buffers.Text;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Protocol.Json;

/// <summary>Reads single values out of canonical JSON; null when the value is absent or of another kind.</summary>
internal static class CanonicalValue
{
    public static string? String(ReadOnlySpan<byte> value) =>
        value.StartsWith("\""u8) ? JsonText.Decode(value[1..^1]) : null;

    public static long? Integer(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length ? number : null;

    public static bool? Boolean(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("true"u8) ? true : value.SequenceEqual("false"u8) ? false : null;

    public static bool IsObject(ReadOnlySpan<byte> value) => value.StartsWith("{"u8);

    public static bool IsArray(ReadOnlySpan<byte> value) => value.StartsWith("["u8);

    public static TId? Identifier<TId>(ReadOnlySpan<byte> value)
        where TId : struct, IIdentifier<TId> =>
        TId.TryParse(String(value), out var id) ? id : null;

    /// <summary>The elements of an array as slices into <paramref name="array"/>.</summary>
    public static List<Range> Elements(ReadOnlySpan<byte> array)
    {
        var elements = new List<Range>();
        for (var at = 1; at < array.Length - 1;)
        {
            var end = CanonicalMembers.EndOfValue(array, at);
            elements.Add(at..end);
            at = end + 1;
        }

        return elements;
    }
}

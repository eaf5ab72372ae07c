using System.Globalization;
using System.Text;
using CsCheck;

namespace Vestnik.Protocol.Tests.Json;

/// <summary>Random documents: each as somebody might spell it, and in canonical form by the most naive means.</summary>
internal static class Documents
{
    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.Char['a', 'f'].Array[0, 3].Select(letters => new string(letters)),
        OneOf("\uE000", "\U0001F600", "\u2028", "\u007F", "\"", "\\", "\n", "\u0000", "\u001F", "/", "ж", "日本", "\uFFFF", "\U0010FFFF", " ", ":", ",", "{", "}"))
        .Array[0, 3].Select(string.Concat);

    /// <summary>A document as spelled by somebody, and its canonical form.</summary>
    public static Gen<(string Spelled, string Canonical)> Any { get; } = Nested(4);

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(n => words[n]);

    private static Gen<(string Spelled, string Canonical)> Nested(int depth)
    {
        var simple = Gen.OneOf(
            OneOf("null", "true", "false").Select(word => (word, word)),
            Gen.Long[-9007199254740991, 9007199254740991].Select(n => n.ToString(CultureInfo.InvariantCulture)).Select(n => (n, n)),
            Gen.Select(Words, Gen.Int[0, 3]).Select((word, style) => (Spell(word, style), Canonical(word))));
        if (depth == 0)
        {
            return simple;
        }

        var inner = Nested(depth - 1);
        var array = inner.Array[0, 4].Select(items => (
            "[ " + string.Join(" ,\t", items.Select(item => item.Spelled)) + "\n]",
            "[" + string.Join(',', items.Select(item => item.Canonical)) + "]"));
        var members = Gen.Select(Words, Gen.Int[0, 3], inner).Array[0, 6].Select(list => list.DistinctBy(member => member.Item1, StringComparer.Ordinal).ToArray());
        var @object = members.Select(list => (
            "{ " + string.Join(" , ", list.Select(member => Spell(member.Item1, member.Item2) + " :\r" + member.Item3.Spelled)) + "}",
            "{" + string.Join(',', list.OrderBy(member => CodePoints(member.Item1), StringComparer.Ordinal).Select(member => Canonical(member.Item1) + ":" + member.Item3.Canonical)) + "}"));
        return Gen.OneOf(simple, array, @object);
    }

    /// <summary>Fixed-width numbers of the code points: their order as text is the order of code points.</summary>
    private static string CodePoints(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.Value.ToString("X8", CultureInfo.InvariantCulture)));

    private static string Spell(string text, int style) => style switch
    {
        0 => Canonical(text),
        1 => "\"" + string.Concat(text.Select(unit => $"\\u{(int)unit:x4}")) + "\"",
        2 => "\"" + string.Concat(text.Select(unit => $"\\u{(int)unit:X4}")) + "\"",
        _ => Canonical(text).Replace("/", "\\/", StringComparison.Ordinal),
    };

    private static string Canonical(string text)
    {
        var spelled = new StringBuilder("\"");
        foreach (var unit in text)
        {
            spelled.Append(unit switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                < ' ' => $"\\u{(int)unit:x4}",
                _ => unit.ToString(),
            });
        }

        return spelled.Append('"').ToString();
    }
}

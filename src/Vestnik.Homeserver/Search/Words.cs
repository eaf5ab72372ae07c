using System.Globalization;
using System.Text;

namespace Vestnik.Homeserver.Search;

/// <summary>The words of a text, as they are compared: letters and digits, in lower case, without the dots of ё.</summary>
public static class Words
{
    private const int Longest = 64;

    public static IEnumerable<string> Of(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                Accent(word, rune);
            }
            else if (IsPart(rune) || (IsApostrophe(rune) && word.Length > 0))
            {
                word.Append(Compared(rune));
            }
            else if (Taken(word) is { } whole)
            {
                yield return whole;
            }
        }

        if (Taken(word) is { } last)
        {
            yield return last;
        }
    }

    // Some systems write й as two characters, and teachers set stresses. The server runs without the tables that would compose them.
    private static void Accent(StringBuilder word, Rune mark)
    {
        if (mark.Value == 0x0306 && word.Length > 0 && word[^1] == 'и')
        {
            word[^1] = 'й';
        }
    }

    private static bool IsPart(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark;

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019';

    private static string Compared(Rune rune) => IsApostrophe(rune) ? "'" : Rune.ToLowerInvariant(rune) switch
    {
        { Value: 'ё' } => "е",
        var lower => lower.ToString(),
    };

    private static string? Taken(StringBuilder word)
    {
        var whole = word.ToString().TrimEnd('\'');
        word.Clear();
        return whole.Length switch
        {
            0 => null,
            <= Longest => whole,
            _ => whole[..Longest],
        };
    }
}

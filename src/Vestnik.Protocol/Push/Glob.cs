using System.Text;
using System.Text.RegularExpressions;

namespace Vestnik.Protocol.Push;

/// <summary>A pattern with <c>*</c> and <c>?</c>, compared without regard to case.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#glob-style-matching</remarks>
public sealed class Glob
{
    private readonly string pattern;
    private readonly bool isLiteral;
    private Regex? whole;
    private Regex? words;

    public Glob(string pattern)
    {
        this.pattern = pattern;
        isLiteral = pattern.AsSpan().IndexOfAny('*', '?') < 0;
    }

    /// <summary>The pattern covers the whole text.</summary>
    public bool Matches(string text) => isLiteral
        ? text.Equals(pattern, StringComparison.OrdinalIgnoreCase)
        : (whole ??= Compile($"^{Translate()}$")).IsMatch(text);

    /// <summary>The pattern covers a part of the text that starts and ends at a word boundary.</summary>
    public bool MatchesWords(string text) => isLiteral
        ? ContainsWords(text, pattern)
        : (words ??= Compile($"(?:^|[^A-Za-z0-9_]){Translate()}(?:$|[^A-Za-z0-9_])")).IsMatch(text);

    /// <summary>The words stand in the text, between word boundaries, without regard to case.</summary>
    internal static bool ContainsWords(string text, string words)
    {
        for (var from = 0; from <= text.Length - words.Length; from++)
        {
            from = text.IndexOf(words, from, StringComparison.OrdinalIgnoreCase);
            if (from < 0)
            {
                return false;
            }

            var end = from + words.Length;
            if ((from == 0 || !IsWordCharacter(text[from - 1])) && (end == text.Length || !IsWordCharacter(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    public override string ToString() => pattern;

    // Hostile patterns meet long messages here: this engine's time is linear in the text.
    private static Regex Compile(string expression) =>
        new(expression, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline, Regex.InfiniteMatchTimeout);

    private static bool IsWordCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    private string Translate()
    {
        var expression = new StringBuilder();
        foreach (var character in pattern)
        {
            expression.Append(character switch
            {
                '*' => ".*",
                '?' => "(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|.)",
                _ => Regex.Escape(character.ToString()),
            });
        }

        return expression.ToString();
    }
}

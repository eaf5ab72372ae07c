using System.Collections.Immutable;

namespace Vestnik.Protocol.Filters;

/// <summary>Event types with <c>*</c> for any characters.</summary>
internal static class TypePattern
{
    public static bool Any(ImmutableArray<string> patterns, string type)
    {
        foreach (var pattern in patterns)
        {
            if (Matches(pattern, type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Greedy match that goes back to the last star: at worst the product of the two lengths, both bounded.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (p, t, star, resume) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }
}

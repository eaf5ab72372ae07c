using System.Text;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Profiles;

/// <summary>The beginnings under which somebody is found, and how a search is folded to meet them.</summary>
public static class DirectoryTerms
{
    private const int LongestTerm = 64;
    private const int MostTerms = 32;

    private static readonly char[] Separators = [' ', '\t', '.', '_', '-', '=', '/', '+', ',', '(', ')', '"', '\''];

    /// <summary>Small letters, and ё as е: people write either.</summary>
    public static string Fold(string text) => text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Replace('ё', 'е').Trim();

    /// <summary>What is typed into a search, ready to compare; empty when nothing is left of it. A whole user id counts as its local part.</summary>
    public static string OfSearch(string typed)
    {
        var folded = Fold(typed);
        if (folded.StartsWith('@'))
        {
            folded = folded[1..];
            folded = folded.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? folded[..colon] : folded;
        }

        return Shortened(folded);
    }

    /// <summary>The user name and the display name as wholes, and each of their words.</summary>
    public static IReadOnlyCollection<string> Of(UserId user, string? displayName)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in (string[])[user.Localpart.ToString(), displayName ?? ""])
        {
            var folded = Fold(text);
            terms.Add(Shortened(folded));
            foreach (var word in folded.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
            {
                terms.Add(Shortened(word));
            }
        }

        terms.Remove("");
        return [.. terms.Take(MostTerms)];
    }

    private static string Shortened(string text) => text.Length <= LongestTerm ? text : text[..LongestTerm];
}

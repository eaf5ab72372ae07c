namespace Vestnik.Homeserver.Search;

/// <summary>A text as the stems of its words.</summary>
public static class StemmedText
{
    /// <summary>A text of more different stems is found by the first of them.</summary>
    private const int MostStems = 1_000;

    private const double UsualLength = 20;

    /// <summary>The different stems of a text, in their order.</summary>
    public static IReadOnlyList<string> StemsOf(string text, int most) =>
        [.. Words.Of(text).Select(Stems.Of).Distinct(StringComparer.Ordinal).Take(most)];

    /// <summary>How much each stem says about the text, in thousandths: more when it comes often, less in a long text.</summary>
    /// <remarks>Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), without the rarity of words.</remarks>
    public static IReadOnlyDictionary<string, long> WeightsOf(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var length = 0;
        foreach (var stem in Words.Of(text).Select(Stems.Of))
        {
            length++;
            if (counts.Count < MostStems || counts.ContainsKey(stem))
            {
                counts[stem] = counts.GetValueOrDefault(stem) + 1;
            }
        }

        var damping = 1.2 * (0.25 + (0.75 * length / UsualLength));
        return counts.ToDictionary(
            counted => counted.Key, counted => (long)(1_000 * counted.Value * 2.2 / (counted.Value + damping)), StringComparer.Ordinal);
    }

    /// <summary>The words of a text that are found by these stems; null unless every stem is there.</summary>
    public static IReadOnlyCollection<string>? Matching(string text, IReadOnlyCollection<string> stems)
    {
        var (words, found) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var word in Words.Of(text))
        {
            var stem = Stems.Of(word);
            if (stems.Contains(stem, StringComparer.Ordinal))
            {
                words.Add(word);
                found.Add(stem);
            }
        }

        return found.Count == stems.Count ? words : null;
    }
}

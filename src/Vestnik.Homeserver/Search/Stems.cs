using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace Vestnik.Homeserver.Search;

/// <summary>What is left of a word when its endings are taken off: "сообщения" and "сообщений", "meeting" and "meetings" become one.</summary>
/// <remarks>Source: https://snowballstem.org/algorithms/ (Russian, English), by the implementation of Lucene.NET</remarks>
public static class Stems
{
    // A stemmer is a machine with a memory, for one word at a time.
    [ThreadStatic]
    private static SnowballProgram? russian;

    [ThreadStatic]
    private static SnowballProgram? english;

    /// <param name="word">In lower case, as <see cref="Words"/> gives it.</param>
    public static string Of(string word)
    {
        if (word.Any(letter => letter is >= '\u0400' and <= '\u04FF'))
        {
            return Stem(russian ??= new RussianStemmer(), word);
        }

        return word.Any(char.IsAsciiLetter) ? Stem(english ??= new EnglishStemmer(), word) : word;
    }

    private static string Stem(SnowballProgram stemmer, string word)
    {
        stemmer.SetCurrent(word);
        stemmer.Stem();
        return stemmer.Current;
    }
}

using Vestnik.Homeserver.Search;

namespace Vestnik.Server.Tests.Search;

/// <summary>Words are compared by their stems, judged by a vocabulary of those who made the algorithm.</summary>
public sealed class StemTests
{
    [Fact]
    public async Task Stems_are_those_of_the_published_vocabularies()
    {
        await using var resource = typeof(StemTests).Assembly.GetManifestResourceStream("stems.tsv").ShouldNotBeNull();
        using var reader = new StreamReader(resource);
        var pairs = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n')
            .Where(line => line.Contains('\t', StringComparison.Ordinal)).Select(line => line.Split('\t')).ToList();

        pairs.Count.ShouldBeGreaterThan(400);
        pairs.Where(pair => Stems.Of(pair[0]) != pair[1]).Select(pair => $"{pair[0]}: {Stems.Of(pair[0])}, not {pair[1]}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Привет, МИР! It's 2026-й год…", "привет мир it's 2026 й год")]
    [InlineData("Ёлка — ёжик\tи ещё", "елка ежик и еще")]
    [InlineData("и\u0306од, за\u0301мок, е\u0308лка", "йод замок елка")]
    [InlineData("Fine “quotes” don’t 'stay'", "fine quotes don't stay")]
    [InlineData("😀 ... \u0000 --", "")]
    public void A_text_is_its_words(string text, string words) => string.Join(' ', Words.Of(text)).ShouldBe(words);
}

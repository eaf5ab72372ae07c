using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Vestnik.Homeserver.Media.Previews;

namespace Vestnik.Gateways.Media;

/// <summary>Reads a page's OpenGraph properties; what is missing is made of its other names, its title and its text.</summary>
/// <remarks>https://ogp.me/</remarks>
public sealed class HtmlPageReader : IPageReader
{
    // What a page says of itself stands at its beginning, and the parser's time grows faster than the text.
    private const int LongestText = 256 * 1024;
    private const int MostProperties = 30;
    private const int LongestName = 60;
    private const int LongestValue = 1000;
    private const int ShortestParagraph = 40;

    private readonly HtmlParser parser = new();

    public PageDescription Read(string html, Uri address)
    {
        ArgumentNullException.ThrowIfNull(html);
        using var page = parser.ParseDocument(html.Length > LongestText ? html[..LongestText] : html);
        var said = Said(page);
        var properties = said
            .Where(property => property.Key.StartsWith("og:", StringComparison.Ordinal) && !property.Key.StartsWith("og:image", StringComparison.Ordinal))
            .Take(MostProperties)
            .ToDictionary(StringComparer.Ordinal);
        Add(properties, "og:title", said.GetValueOrDefault("twitter:title"), page.Title, page.QuerySelector("h1")?.TextContent);
        Add(properties, "og:description", said.GetValueOrDefault("twitter:description"), said.GetValueOrDefault("description"), Paragraph(page));
        return new PageDescription(properties, Picture(said, address));
    }

    // Of what is said twice, the first counts.
    private static Dictionary<string, string> Said(IDocument page)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var meta in page.QuerySelectorAll("meta[content]"))
        {
            var name = (meta.GetAttribute("property") ?? meta.GetAttribute("name"))?.Trim().ToLowerInvariant();
            var value = Tidy(meta.GetAttribute("content"));
            if (name is { Length: > 0 and <= LongestName } && value is not null)
            {
                said.TryAdd(name, value);
            }
        }

        return said;
    }

    private static void Add(Dictionary<string, string> properties, string name, params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!properties.ContainsKey(name) && Tidy(value) is { } tidy)
            {
                properties.Add(name, tidy);
            }
        }
    }

    private static string? Paragraph(IDocument page) =>
        page.QuerySelectorAll("p").Select(paragraph => Tidy(paragraph.TextContent)).FirstOrDefault(text => text is { Length: >= ShortestParagraph });

    private static Uri? Picture(Dictionary<string, string> said, Uri address)
    {
        string[] names = ["og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src"];
        var named = names.Select(name => said.GetValueOrDefault(name)).FirstOrDefault(value => value is not null);
        return named is not null && Uri.TryCreate(address, named, out var picture) && picture.Scheme is ("http" or "https") ? picture : null;
    }

    private static string? Tidy(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var tidy = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return tidy.Length == 0 ? null : tidy.Length <= LongestValue ? tidy : Shortened(tidy);
    }

    private static string Shortened(string text) =>
        string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestValue - 2]) ? LongestValue - 2 : LongestValue - 1), "…");
}

using Vestnik.Homeserver.Media.Previews;

namespace Vestnik.Gateways.Media;

/// <summary>Reads a page's OpenGraph properties; what is missing is made of its other names, its title and its text.</summary>
/// <remarks>https://ogp.me/</remarks>
public sealed class HtmlPageReader : IPageReader
{
    private const int MostProperties = 30;

    private static readonly string[] Pictures = ["og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src"];

    public PageDescription Read(string html, Uri address)
    {
        var page = PageScan.Of(html);
        var properties = page.Said
            .Where(property => property.Key.StartsWith("og:", StringComparison.Ordinal) && !property.Key.StartsWith("og:image", StringComparison.Ordinal))
            .Take(MostProperties)
            .ToDictionary(StringComparer.Ordinal);
        Add(properties, "og:title", page.Said.GetValueOrDefault("twitter:title") ?? page.Title ?? page.Heading);
        Add(properties, "og:description", page.Said.GetValueOrDefault("twitter:description") ?? page.Said.GetValueOrDefault("description") ?? page.Paragraph);
        return new PageDescription(properties, PictureOf(page, address));
    }

    private static void Add(Dictionary<string, string> properties, string name, string? value)
    {
        if (value is not null)
        {
            properties.TryAdd(name, value);
        }
    }

    private static Uri? PictureOf(PageScan page, Uri address) =>
        Pictures.Select(name => page.Said.GetValueOrDefault(name)).FirstOrDefault(value => value is not null) is { } named
            && Uri.TryCreate(address, named, out var picture) && picture.Scheme is ("http" or "https")
            ? picture
            : null;
}

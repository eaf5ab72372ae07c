namespace Vestnik.Homeserver.Media.Previews;

/// <summary>Reads what a page says of itself.</summary>
public interface IPageReader
{
    /// <summary>Never fails: of a page that says nothing there is nothing.</summary>
    /// <param name="html">Whatever somebody has published as a page.</param>
    /// <param name="address">Where the page is, for links in it.</param>
    PageDescription Read(string html, Uri address);
}

/// <param name="Properties">OpenGraph properties such as <c>og:title</c>, without those of the picture; what the page does not say in OpenGraph is made of its title and text.</param>
/// <param name="Picture">Of the page; null when it names none.</param>
/// <remarks>https://ogp.me/</remarks>
public sealed record PageDescription(IReadOnlyDictionary<string, string> Properties, Uri? Picture);

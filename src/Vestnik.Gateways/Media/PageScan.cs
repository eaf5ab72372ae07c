using System.Text;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Vestnik.Gateways.Media;

/// <summary>
/// What stands in a page's tags, read one after the other. No tree is built: a page that nests without end would make that take
/// minutes, and nothing here needs to know what lies in what.
/// </summary>
internal sealed class PageScan
{
    private const int LongestText = 256 * 1024;
    private const int LongestName = 60;
    private const int LongestValue = 1000;
    private const int MostSaid = 200;
    private const int ShortestParagraph = 40;

    private readonly Dictionary<string, string> said = new(StringComparer.Ordinal);
    private readonly StringBuilder text = new();
    private string? collecting;

    /// <summary>Names and contents of <c>meta</c> tags; of what is said twice, the first.</summary>
    public IReadOnlyDictionary<string, string> Said => said;

    public string? Title { get; private set; }

    public string? Heading { get; private set; }

    /// <summary>The first that is more than a few words.</summary>
    public string? Paragraph { get; private set; }

    /// <summary>Reads the beginning of a page, where a page says what it is.</summary>
    public static PageScan Of(string html)
    {
        var scan = new PageScan();
        using var source = new TextSource(html.Length > LongestText ? html[..LongestText] : html);
        var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver);
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            scan.Take(token, tokens);
        }

        scan.Finish();
        return scan;
    }

    private void Take(HtmlToken token, HtmlTokenizer tokens)
    {
        switch (token.Type)
        {
            case HtmlTokenType.StartTag:
                Open(token.AsTag(), tokens);
                break;
            case HtmlTokenType.EndTag when token.Name == collecting:
                Finish();
                break;
            case HtmlTokenType.Character when collecting is not null && text.Length < LongestValue * 4:
                text.Append(token.Data);
                break;
        }
    }

    private void Open(HtmlTagToken tag, HtmlTokenizer tokens)
    {
        switch (tag.Name)
        {
            case "title" or "textarea":
                tokens.State = HtmlParseMode.RCData;
                break;
            case "script":
                tokens.State = HtmlParseMode.Script;
                break;
            case "style" or "noscript" or "iframe" or "noembed" or "noframes" or "xmp":
                tokens.State = HtmlParseMode.Rawtext;
                break;
            case "meta":
                TakeMeta(tag);
                break;
        }

        if (tag.Name is "title" or "h1" or "p")
        {
            Finish();
            collecting = tag.Name;
        }
    }

    private void TakeMeta(HtmlTagToken tag)
    {
        var name = (NotEmpty(tag.GetAttribute("property")) ?? tag.GetAttribute("name"))?.Trim().ToLowerInvariant();
        if (name is { Length: > 0 and <= LongestName } && said.Count < MostSaid && Tidy(tag.GetAttribute("content")) is { } value)
        {
            said.TryAdd(name, value);
        }
    }

    private void Finish()
    {
        var tidy = collecting is null ? null : Tidy(text.ToString());
        switch (collecting)
        {
            case "title":
                Title ??= tidy;
                break;
            case "h1":
                Heading ??= tidy;
                break;
            case "p" when tidy is { Length: >= ShortestParagraph }:
                Paragraph ??= tidy;
                break;
        }

        text.Clear();
        collecting = null;
    }

    private static string? NotEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string? Tidy(string? value)
    {
        if (value is null)
        {
            return null;
        }

        var tidy = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return tidy.Length == 0 ? null : tidy.Length <= LongestValue ? tidy : Shortened(tidy);
    }

    // Not between the halves of a character.
    private static string Shortened(string text) =>
        string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestValue - 2]) ? LongestValue - 2 : LongestValue - 1), "…");
}

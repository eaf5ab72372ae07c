using System.Text;
using System.Text.RegularExpressions;

namespace Vestnik.Homeserver.Media.Previews;

/// <summary>The text of a page, in whichever encoding it was written.</summary>
/// <remarks>https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding</remarks>
public static partial class PageText
{
    private const int Beginning = 1024;

    /// <summary>A byte order mark tells the encoding, else the answer's head, else the page's own head; else it is UTF-8.</summary>
    public static string Decode(byte[] page, string? charset)
    {
        var marked = Marked(page);
        return (marked ?? Named(charset) ?? Named(Declared(page)) ?? Encoding.UTF8).GetString(page, marked?.Preamble.Length ?? 0, page.Length - (marked?.Preamble.Length ?? 0));
    }

    private static Encoding? Marked(ReadOnlySpan<byte> page) =>
        page.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8
        : page.StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode
        : page.StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode
        : null;

    private static string? Declared(byte[] page) =>
        Declaration().Match(Encoding.Latin1.GetString(page, 0, Math.Min(page.Length, Beginning))) is { Success: true } found
            ? found.Groups["it"].Value
            : null;

    private static Encoding? Named(string? charset)
    {
        if (charset is null)
        {
            return null;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"<meta\b[^>]{0,200}?\bcharset\s*=\s*[""']?\s*(?<it>[A-Za-z0-9_:-]{2,40})", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Declaration();
}

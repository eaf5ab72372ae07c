using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Vestnik.ClientApi.Pages;

/// <summary>A piece of a page. What is put into it is escaped, unless it is such a piece itself: there is no other way in.</summary>
public sealed class Html
{
    private readonly string text;

    private Html(string text) => this.text = text;

    public static Html Nothing { get; } = new("");

    /// <summary>A piece with values in it: <c>Html.Of($"&lt;p&gt;{name}&lt;/p&gt;")</c>.</summary>
    public static Html Of(Markup markup) => new(markup.ToString());

    public static Html Of(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.text)));

    public override string ToString() => text;
}

/// <summary>Escapes the values of an interpolated string, and leaves its literal parts as they are.</summary>
[InterpolatedStringHandler]
public readonly struct Markup(int literalLength, int formattedCount)
{
    // Russian letters stay readable in the source of a page.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder text = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(string? value) => text.Append(Encoder.Encode(value ?? ""));

    public void AppendFormatted(int value) => text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Html value)
    {
        ArgumentNullException.ThrowIfNull(value);
        text.Append(value);
    }

    public void AppendFormatted(IEnumerable<Html> pieces) => text.Append(Html.Of(pieces));

    public override string ToString() => text.ToString();
}

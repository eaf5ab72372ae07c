using System.Text.Json;
using System.Text.Unicode;
using Vestnik.Protocol.Errors;

namespace Vestnik.Protocol.Json;

/// <summary>The one spelling of a JSON document that hashes and signatures cover.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#canonical-json</remarks>
public static class CanonicalJson
{
    /// <summary>Objects and arrays may be nested this deep.</summary>
    public const int MaximumDepth = 100;

    /// <summary>
    /// Rewrites a document canonically: keys in code point order, no white space, no needless escapes.
    /// </summary>
    /// <returns>
    /// The canonical bytes; <c>M_NOT_JSON</c> when the bytes are not JSON in UTF-8; <c>M_BAD_JSON</c> for a forbidden
    /// number, a lone surrogate, a key given twice, or nesting deeper than <see cref="MaximumDepth"/>.
    /// </returns>
    public static Outcome<byte[]> Canonicalize(ReadOnlySpan<byte> json) =>
        Canonicalize(json, JsonNumbers.SafeIntegers);

    /// <inheritdoc cref="Canonicalize(ReadOnlySpan{byte})"/>
    public static Outcome<byte[]> Canonicalize(ReadOnlySpan<byte> json, JsonNumbers numbers)
    {
        if (!Utf8.IsValid(json))
        {
            return MatrixError.NotJson("The text is not valid UTF-8.");
        }

        using var writer = new CanonicalWriter(json, numbers);
        try
        {
            return writer.Write() is { } refusal ? refusal : writer.ToArray();
        }
        catch (JsonException)
        {
            return MatrixError.NotJson("The text is not valid JSON.");
        }
    }
}

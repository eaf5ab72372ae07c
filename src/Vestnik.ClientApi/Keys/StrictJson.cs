using System.Text.Json;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Json;

namespace Vestnik.ClientApi.Keys;

/// <summary>A body whose every string and number is sound, so that parts of it can be kept and compared as bytes.</summary>
internal static class StrictJson
{
    /// <summary>The object in the body, in canonical form; <c>{}</c> when the body is empty.</summary>
    /// <returns><c>M_NOT_JSON</c>, or <c>M_BAD_JSON</c> when it is not a sound object.</returns>
    public static Outcome<JsonElement> Parse(RawJson body, JsonNumbers numbers = JsonNumbers.SafeIntegers) =>
        CanonicalJson.Canonicalize(body.Bytes.IsEmpty ? "{}"u8 : body.Bytes.Span, numbers).Then(Read);

    private static Outcome<JsonElement> Read(byte[] canonical)
    {
        var root = JsonElement.Parse(canonical, new JsonDocumentOptions { MaxDepth = CanonicalJson.MaximumDepth + 1 });
        return root.ValueKind == JsonValueKind.Object ? root : MatrixError.BadJson("The request body must be a JSON object.");
    }
}

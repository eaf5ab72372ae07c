using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Json;

namespace Vestnik.Homeserver.Keys;

/// <summary>Reads the JSON that keys come in.</summary>
internal static class KeyJson
{
    extension(JsonElement json)
    {
        /// <summary>The member of an object; null when it is absent or null.</summary>
        public JsonElement? Member(string name) =>
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
                ? value
                : null;

        /// <summary>The member when it is a string, else null.</summary>
        public string? Text(string name) => json.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
    }

    /// <summary>The canonical form, without some members of an object.</summary>
    /// <returns>The bytes; <c>M_TOO_LARGE</c> when there are more than <paramref name="largest"/>; the refusals of <see cref="CanonicalJson"/>.</returns>
    public static Outcome<byte[]> Canonical(JsonElement json, int largest, params ReadOnlySpan<string> except)
    {
        var raw = JsonMarshal.GetRawUtf8Value(json);
        if (raw.Length > largest)
        {
            return MatrixError.TooLarge($"A key may have at most {largest} bytes.");
        }

        if (except.IsEmpty)
        {
            return CanonicalJson.Canonicalize(raw);
        }

        var rest = new ArrayBufferWriter<byte>(raw.Length);
        using (var writer = new Utf8JsonWriter(rest))
        {
            writer.WriteStartObject();
            foreach (var member in json.EnumerateObject())
            {
                if (!except.Contains(member.Name))
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return CanonicalJson.Canonicalize(rest.WrittenSpan);
    }
}

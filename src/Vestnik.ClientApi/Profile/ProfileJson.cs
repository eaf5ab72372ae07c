using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vestnik.Http;

namespace Vestnik.ClientApi.Profile;

/// <summary>Writes profile fields as one JSON object.</summary>
internal static class ProfileJson
{
    public static IResult Answer(IEnumerable<KeyValuePair<string, byte[]>> fields)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                json.WritePropertyName(name);
                json.WriteRawValue(value);
            }

            json.WriteEndObject();
        }

        return new RawAnswer(body.WrittenMemory);
    }
}

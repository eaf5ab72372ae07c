using System.Collections.Immutable;
using System.Text.Json;
using Vestnik.Homeserver.Rooms;

namespace Vestnik.Homeserver.Sync;

/// <summary>Events with only the fields that a filter names.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3useruseridfilter (event_fields)</remarks>
internal static class EventFields
{
    public static void Write(TimelineEvent placed, in ClientEvent.Reader reader, ImmutableArray<string> fields, AnswerBuffer output)
    {
        using var whole = new AnswerBuffer();
        ClientEvent.Write(whole, placed, reader);
        using var parsed = JsonDocument.Parse(whole.Written);
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        Write(json, parsed.RootElement, [.. fields.Select(Split)], 0);
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, List<List<string>> paths, int depth)
    {
        json.WriteStartObject();
        foreach (var member in element.EnumerateObject())
        {
            var leading = paths.FindAll(path => path[depth] == member.Name);
            if (leading.Exists(path => path.Count == depth + 1))
            {
                member.WriteTo(json);
            }
            else if (leading.Count > 0 && member.Value.ValueKind == JsonValueKind.Object)
            {
                json.WritePropertyName(member.Name);
                Write(json, member.Value, leading, depth + 1);
            }
        }

        json.WriteEndObject();
    }

    private static List<string> Split(string field)
    {
        var names = new List<string>();
        var name = new System.Text.StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 1 < field.Length && field[i + 1] is ('.' or '\\'))
            {
                name.Append(field[++i]);
            }
            else if (field[i] == '.')
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else
            {
                name.Append(field[i]);
            }
        }

        names.Add(name.ToString());
        return names;
    }
}

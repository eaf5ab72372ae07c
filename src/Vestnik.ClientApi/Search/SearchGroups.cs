using System.Text.Json;
using Vestnik.Homeserver.Search;

namespace Vestnik.ClientApi.Search;

/// <summary>Which of the results belong together.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3search (groups)</remarks>
internal static class SearchGroups
{
    public static void Write(Utf8JsonWriter json, SearchResults results, SearchForm form)
    {
        if (!form.ByRoom && !form.BySender)
        {
            return;
        }

        json.WriteStartObject("groups"u8);
        if (form.ByRoom)
        {
            WriteGroups(
                json, "room_id", results, found => found.Access.View.Id.ToString(), (next, found) => next with { Room = found.Access.View.Id });
        }

        if (form.BySender)
        {
            WriteGroups(
                json, "sender", results, found => found.Event.Event.Sender.ToString(), (next, found) => next with { Sender = found.Event.Event.Sender });
        }

        json.WriteEndObject();
    }

    private static void WriteGroups(
        Utf8JsonWriter json, string name, SearchResults results, Func<FoundEvent, string> key, Func<SearchToken, FoundEvent, SearchToken> limited)
    {
        json.WriteStartObject(name);
        var order = 0;
        foreach (var group in results.Found.GroupBy(key, StringComparer.Ordinal))
        {
            json.WriteStartObject(group.Key);
            json.WriteNumber("order"u8, ++order);
            json.WriteStartArray("results"u8);
            foreach (var found in group)
            {
                json.WriteStringValue(found.Event.Event.Id.ToString());
            }

            json.WriteEndArray();
            if (results.Next is { } next)
            {
                json.WriteString("next_batch"u8, limited(next, group.First()).ToString());
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Rooms;

/// <summary>What people say about what others said.</summary>
internal static class Relating
{
    private static long transactions;

    /// <summary>An event that relates to another one; its id.</summary>
    public static async Task<string> RelatesAsync(this Person person, string room, string kind, string target, string text, string type = "m.room.message") =>
        (await person.TriesToRelateAsync(room, kind, target, text, type)).Accepted().Text("event_id");

    public static Task<Answer> TriesToRelateAsync(
        this Person person, string room, string kind, string target, string text, string type = "m.room.message")
    {
        var content = new JsonObject
        {
            ["msgtype"] = "m.text",
            ["body"] = text,
            ["m.relates_to"] = new JsonObject { ["rel_type"] = kind, ["event_id"] = target },
        };
        if (kind == "m.replace")
        {
            content["m.new_content"] = new JsonObject { ["msgtype"] = "m.text", ["body"] = text };
        }

        return person.PutAsync(
            $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/{type}/related{Interlocked.Increment(ref transactions)}", content.ToJsonString());
    }

    public static async Task RedactsAsync(this Person person, string room, string id) =>
        (await person.PutAsync(
            $"/_matrix/client/v3/rooms/{People.Escaped(room)}/redact/{People.Escaped(id)}/redacted{Interlocked.Increment(ref transactions)}", "{}")).Accepted();

    public static async Task<JsonElement> EventAsync(this Person person, string room, string id) =>
        (await person.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/event/{People.Escaped(id)}")).Accepted().Body;

    public static Task<Answer> RelationsAsync(this Person person, string room, string id, string rest = "") =>
        person.GetAsync($"/_matrix/client/v1/rooms/{People.Escaped(room)}/relations/{People.Escaped(id)}{rest}");

    public static Task<Answer> ThreadsAsync(this Person person, string room, string query = "") =>
        person.GetAsync($"/_matrix/client/v1/rooms/{People.Escaped(room)}/threads{query}");

    /// <summary>The aggregation of a kind that comes with an event, or null.</summary>
    public static JsonElement? Aggregated(this JsonElement shown, string kind) =>
        shown.GetProperty("unsigned").TryGetProperty("m.relations", out var relations) && relations.TryGetProperty(kind, out var found) ? found : null;

    public static List<string> Ids(this Answer answer) =>
        [.. answer.Accepted()["chunk"].EnumerateArray().Select(shown => shown.GetProperty("event_id").GetString()!)];

    public static async Task IgnoresAsync(this Person person, Person other) =>
        (await person.PutAsync(
            $"/_matrix/client/v3/user/{People.Escaped(person.UserId)}/account_data/m.ignored_user_list",
            $$"""{"ignored_users": {"{{other.UserId}}": {} } }""")).Accepted();
}

using System.Text.Json;
using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Sync;

/// <summary>Sliding sync in words. A person's <see cref="Person.SyncToken"/> is the position of their connection.</summary>
internal static class SlidingWords
{
    public const string SyncPath = "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync";

    /// <summary>The twenty latest rooms with up to ten events.</summary>
    public const string Twenty = """{"lists": {"all": {"ranges": [[0, 19]], "timeline_limit": 10, "required_state": []} } }""";

    /// <summary>The twenty latest rooms with this in the place of their state, limit and filters.</summary>
    public static string TwentyWith(string fields) => $$"""{"lists": {"all": {"ranges": [[0, 19]], {{fields}} } } }""";

    /// <summary>The latest rooms up to this place.</summary>
    public static string UpTo(int place) => $$"""{"lists": {"all": {"ranges": [[0, {{place}}]], "timeline_limit": 10} } }""";

    public static string Subscribed(string room, string fields = "\"timeline_limit\": 10") =>
        $$"""{"room_subscriptions": {"{{room}}": { {{fields}} } } }""";

    /// <summary>One request from where this person's connection stopped, moving on.</summary>
    public static async Task<Answer> SlidesAsync(this Person person, string json, int milliseconds = 0)
    {
        var answer = (await person.TriesToSlideAsync(json, person.SyncToken, milliseconds)).Accepted();
        person.SyncToken = answer.Text("pos");
        return answer;
    }

    public static Task<Answer> TriesToSlideAsync(this Person person, string json, string? pos, int milliseconds = 0) =>
        person.PostAsync($"{SyncPath}?timeout={milliseconds}{(pos is null ? "" : $"&pos={Escaped(pos)}")}", json);

    /// <summary>The rooms that an answer shows.</summary>
    public static string[] Rooms(this Answer answer) => [.. answer["rooms"].EnumerateObject().Select(room => room.Name)];

    public static JsonElement Room(this Answer answer, string room) => answer["rooms"].GetProperty(room);

    public static int CountOf(this Answer answer, string list) => answer["lists"].GetProperty(list).GetProperty("count").GetInt32();

    public static JsonElement Extension(this Answer answer, string name) => answer["extensions"].GetProperty(name);

    public static bool HasExtension(this Answer answer, string name) => answer["extensions"].TryGetProperty(name, out _);

    public static bool Says(this JsonElement room, string flag) => room.TryGetProperty(flag, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The texts of the messages in a room's timeline.</summary>
    public static string[] Messages(this JsonElement room) =>
    [
        .. room.GetProperty("timeline").EnumerateArray()
            .Where(shown => shown.GetProperty("type").GetString() == "m.room.message")
            .Select(shown => shown.GetProperty("content").GetProperty("body").GetString()!),
    ];

    /// <summary>The pieces of state in a room's result, as type and state key.</summary>
    public static string[] State(this JsonElement room) => room.TryGetProperty("required_state", out var state)
        ? [.. state.EnumerateArray().Select(shown => $"{shown.GetProperty("type").GetString()} {shown.GetProperty("state_key").GetString()}".TrimEnd())]
        : [];

    public static async Task SetsAccountDataAsync(this Person person, string type, string json, string? room = null) =>
        (await person.PutAsync(
            $"/_matrix/client/v3/user/{Escaped(person.UserId)}/{(room is null ? "" : $"rooms/{Escaped(room)}/")}account_data/{type}", json)).Accepted();
}

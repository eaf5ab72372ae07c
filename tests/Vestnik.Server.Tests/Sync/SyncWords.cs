using System.Text.Json;
using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Sync;

/// <summary>What stands in sync answers, in words.</summary>
internal static class SyncWords
{
    public static JsonElement Joined(this Answer answer, string room) => answer["rooms"].GetProperty("join").GetProperty(room);

    public static bool ShowsJoined(this Answer answer, string room) =>
        answer.Has("rooms") && answer["rooms"].TryGetProperty("join", out var joined) && joined.TryGetProperty(room, out _);

    public static JsonElement[] Events(this JsonElement room, string section) =>
        [.. room.GetProperty(section).GetProperty("events").EnumerateArray()];

    /// <summary>The content of the first event of this type in a section, or null.</summary>
    public static JsonElement? Content(this JsonElement room, string section, string type)
    {
        foreach (var shown in room.Events(section))
        {
            if (shown.GetProperty("type").GetString() == type)
            {
                return shown.GetProperty("content");
            }
        }

        return null;
    }

    public static List<string> Texts(this JsonElement room) =>
    [
        .. room.Events("timeline")
            .Where(placed => placed.GetProperty("type").GetString() == "m.room.message")
            .Select(placed => placed.GetProperty("content").GetProperty("body").GetString()!),
    ];

    /// <summary>The state keys of the memberships in a section.</summary>
    public static List<string> Members(this JsonElement room, string section) =>
    [
        .. room.Events(section)
            .Where(shown => shown.GetProperty("type").GetString() == "m.room.member")
            .Select(shown => shown.GetProperty("state_key").GetString()!),
    ];

    public static (long Notifying, long Highlighted) Unread(this JsonElement room)
    {
        var counts = room.GetProperty("unread_notifications");
        return (counts.GetProperty("notification_count").GetInt64(), counts.GetProperty("highlight_count").GetInt64());
    }

    public static Task<Answer> ReadsAsync(this Person person, string room, string eventId, string type = "m.read", string json = "{}") =>
        person.PostAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/receipt/{type}/{Escaped(eventId)}", json);

    public static Task<Answer> TypesAsync(this Person person, string room, string json) =>
        person.PutAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/typing/{Escaped(person.UserId)}", json);
}

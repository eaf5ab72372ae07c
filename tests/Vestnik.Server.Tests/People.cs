using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests;

/// <summary>What people do with rooms, in words. Each sentence fails the test when the server refuses it.</summary>
public static class People
{
    private static long transactions;

    public static string Escaped(string part) => Uri.EscapeDataString(part);

    public static async Task IsCalledAsync(this Person person, string name) =>
        (await person.PutAsync(
            $"/_matrix/client/v3/profile/{Escaped(person.UserId)}/displayname",
            new JsonObject { ["displayname"] = name }.ToJsonString())).Accepted();

    /// <summary>A room's id. Private unless <paramref name="json"/> says otherwise.</summary>
    public static async Task<string> CreatesRoomAsync(this Person person, string json = """{"preset": "private_chat"}""") =>
        (await person.PostAsync("/_matrix/client/v3/createRoom", json)).Accepted().Text("room_id");

    public static async Task InvitesAsync(this Person person, Person guest, string room) =>
        (await person.PostAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/invite", $$"""{"user_id": "{{guest.UserId}}"}""")).Accepted();

    public static async Task JoinsAsync(this Person person, string room) =>
        (await person.PostAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/join")).Accepted();

    public static async Task LeavesAsync(this Person person, string room) =>
        (await person.PostAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/leave")).Accepted();

    /// <summary>A room of which everybody named is a member.</summary>
    public static async Task<string> MeetsAsync(this Person person, params Person[] others)
    {
        var room = await person.CreatesRoomAsync();
        foreach (var other in others)
        {
            await person.InvitesAsync(other, room);
            await other.JoinsAsync(room);
        }

        return room;
    }

    /// <summary>Sends a text message; its event id.</summary>
    public static async Task<string> SendsAsync(this Person person, string room, string text) =>
        (await person.TriesToSendAsync(room, text)).Accepted().Text("event_id");

    public static Task<Answer> TriesToSendAsync(this Person person, string room, string text) =>
        person.PutAsync(
            $"/_matrix/client/v3/rooms/{Escaped(room)}/send/m.room.message/t{Interlocked.Increment(ref transactions)}",
            new JsonObject { ["msgtype"] = "m.text", ["body"] = text }.ToJsonString());

    public static async Task SetsStateAsync(this Person person, string room, string type, string stateKey, string json) =>
        (await person.PutAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/state/{Escaped(type)}/{Escaped(stateKey)}", json)).Accepted();

    /// <summary>One /sync from where this person stopped, moving on; waits at most <paramref name="milliseconds"/> for news.</summary>
    public static async Task<Answer> SyncsAsync(this Person person, int milliseconds = 0, string? filter = null)
    {
        var since = person.SyncToken is { } token ? $"&since={Escaped(token)}" : "";
        var narrowed = filter is null ? "" : $"&filter={Escaped(filter)}";
        var answer = (await person.GetAsync($"/_matrix/client/v3/sync?timeout={milliseconds}{since}{narrowed}")).Accepted();
        person.SyncToken = answer.Text("next_batch");
        return answer;
    }

    /// <summary>Syncs until a message with this text arrives in the room; its event. Fails after ten seconds.</summary>
    public static Task<JsonElement> SeesAsync(this Person person, string room, string text) => person.SeesAsync(
        room, shown => shown.TryGetProperty("content", out var content) && content.TryGetProperty("body", out var body) && body.GetString() == text);

    /// <summary>Syncs until such an event arrives in the timeline or state of the room; the event. Fails after ten seconds.</summary>
    public static async Task<JsonElement> SeesAsync(this Person person, string room, Func<JsonElement, bool> expected)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10))
        {
            var answer = await person.SyncsAsync(milliseconds: 2000);
            foreach (var shown in EventsOf(answer, room))
            {
                if (expected(shown))
                {
                    return shown;
                }
            }
        }

        throw new ShouldAssertException($"{person.Name} did not see the event within ten seconds.");
    }

    /// <summary>The events that a sync answer shows of a joined room: state first, then timeline.</summary>
    public static IEnumerable<JsonElement> EventsOf(Answer answer, string room)
    {
        if (!answer.Has("rooms") || !answer["rooms"].TryGetProperty("join", out var joined) || !joined.TryGetProperty(room, out var shown))
        {
            yield break;
        }

        foreach (var section in (string[])["state", "timeline"])
        {
            if (shown.TryGetProperty(section, out var part) && part.TryGetProperty("events", out var events))
            {
                foreach (var shownEvent in events.EnumerateArray())
                {
                    yield return shownEvent;
                }
            }
        }
    }
}

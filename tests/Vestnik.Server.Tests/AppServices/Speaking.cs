using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.AppServices;

/// <summary>What a bridge says to its town, in words.</summary>
internal static class Speaking
{
    private static long transactions;

    public static Task<Answer> BridgeAsksAsync(this Town town, HttpMethod method, string path, string? json = null) =>
        town.Http.AskAsync(method, path, json, Bridge.Token);

    /// <summary>Somebody of the other network gets an account; the user id.</summary>
    public static async Task<string> BridgeMakesAsync(this Town town, string name) =>
        (await town.BridgeAsksAsync(HttpMethod.Post, "/_matrix/client/v3/register", RegistrationOf(name))).Accepted().Text("user_id");

    public static string RegistrationOf(string name) => new JsonObject
    {
        ["type"] = "m.login.application_service",
        ["username"] = name,
        ["inhibit_login"] = true,
    }.ToJsonString();

    /// <summary>A path on which the bridge speaks for somebody.</summary>
    public static string For(this string path, string user) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}user_id={People.Escaped(user)}";

    public static async Task BridgeJoinsAsync(this Town town, string user, string room) =>
        (await town.BridgeAsksAsync(HttpMethod.Post, $"/_matrix/client/v3/rooms/{People.Escaped(room)}/join".For(user), "{}")).Accepted();

    public static Task<Answer> BridgeSendsAsync(this Town town, string user, string room, string text, string more = "") => town.BridgeAsksAsync(
        HttpMethod.Put,
        $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/b{Interlocked.Increment(ref transactions)}{more}".For(user),
        new JsonObject { ["msgtype"] = "m.text", ["body"] = text }.ToJsonString());

    /// <summary>A public room with somebody of the other network in it.</summary>
    public static async Task<string> BridgedRoomAsync(this Town town, Person founder, string user)
    {
        var room = await founder.CreatesRoomAsync("""{"preset": "public_chat"}""");
        await town.BridgeJoinsAsync(user, room);
        return room;
    }
}

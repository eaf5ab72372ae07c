using System.Text.Json;

namespace Vestnik.Server.Tests.Sync;

public sealed class TypingTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Whoever_waits_sees_that_somebody_types_and_stops()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        await boris.SyncsAsync();

        var waiting = boris.SyncsAsync(10_000);
        (await anna.TypesAsync(room, """{"typing": true, "timeout": 30000}""")).Accepted();
        Typing(await waiting, room).ShouldBe([anna.UserId]);

        (await anna.TypesAsync(room, """{"typing": false}""")).Accepted();
        Typing(await boris.SyncsAsync(10_000), room).ShouldBeEmpty();
    }

    [Fact]
    public async Task Typing_ends_by_itself()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        (await anna.TypesAsync(room, """{"typing": true, "timeout": 100}""")).Accepted();
        await anna.SyncsAsync();

        Typing(await anna.SyncsAsync(10_000), room).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}", "M_MISSING_PARAM")]
    [InlineData("""{"typing": "yes"}""", "M_BAD_JSON")]
    [InlineData("""{"typing": true, "timeout": "long"}""", "M_BAD_JSON")]
    public async Task What_does_not_say_whether_somebody_types_is_refused(string json, string code)
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();

        (await anna.TypesAsync(room, json)).Refused(400, code);
    }

    [Fact]
    public async Task Nobody_types_in_rooms_they_are_not_in()
    {
        var anna = await town.PersonAsync("anna");
        var eve = await town.PersonAsync("eve");
        var room = await anna.CreatesRoomAsync();

        (await eve.TypesAsync(room, """{"typing": true}""")).Refused(403, "M_FORBIDDEN");
    }

    private static string[] Typing(Answer answer, string room)
    {
        var content = answer.Joined(room).Content("ephemeral", "m.typing");
        return [.. content!.Value.GetProperty("user_ids").EnumerateArray().Select((JsonElement user) => user.GetString()!)];
    }
}

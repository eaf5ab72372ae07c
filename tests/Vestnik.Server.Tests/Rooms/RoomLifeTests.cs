namespace Vestnik.Server.Tests.Rooms;

public sealed class RoomLifeTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task People_who_meet_can_write_to_each_other()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);

        (await anna.SendsAsync(room, "hi")).ShouldStartWith("$");
        (await boris.SendsAsync(room, "hello")).ShouldStartWith("$");
    }

    [Fact]
    public async Task A_stranger_cannot_write_into_a_private_room()
    {
        var anna = await town.PersonAsync("anna");
        var stranger = await town.PersonAsync("stranger");
        var room = await anna.CreatesRoomAsync();

        (await stranger.TriesToSendAsync(room, "let me in")).Refused(403, "M_FORBIDDEN");
        (await stranger.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/join")).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task Somebody_who_creates_many_rooms_in_the_same_moment_gets_as_many()
    {
        var anna = await town.PersonAsync("anna");

        var rooms = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => anna.CreatesRoomAsync()));

        rooms.Distinct(StringComparer.Ordinal).Count().ShouldBe(100);
    }

    [Fact]
    public async Task A_banned_user_cannot_be_invited()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/ban", $$"""{"user_id": "{{boris.UserId}}"}""")).Accepted();

        (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/invite", $$"""{"user_id": "{{boris.UserId}}"}"""))
            .Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task The_same_transaction_sends_once()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        var path = $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/once";
        const string Message = """{"msgtype": "m.text", "body": "once"}""";

        var first = (await anna.PutAsync(path, Message)).Accepted().Text("event_id");
        var repeated = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => anna.PutAsync(path, Message)));

        repeated.Select(answer => answer.Accepted().Text("event_id")).Distinct().ShouldBe([first]);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("6")]
    [InlineData("9")]
    [InlineData("10")]
    [InlineData("11")]
    [InlineData("12")]
    public async Task Rooms_of_every_version_can_be_lived_in(string version)
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.CreatesRoomAsync($$"""
            {"room_version": "{{version}}", "preset": "trusted_private_chat", "invite": ["{{boris.UserId}}"], "name": "Kitchen", "topic": "Soup"}
            """);

        await boris.JoinsAsync(room);
        await boris.SendsAsync(room, "hi");
        await boris.SetsStateAsync(room, "m.room.name", "", """{"name": "Garden"}""");
    }
}

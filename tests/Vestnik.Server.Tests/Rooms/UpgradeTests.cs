using System.Text.Json;

namespace Vestnik.Server.Tests.Rooms;

/// <summary>Rooms that move to another version. Spec: https://spec.matrix.org/v1.19/client-server-api/#room-upgrades</summary>
public class UpgradeTests(Town town) : IClassFixture<Town>
{
    [Theory]
    [InlineData("2", "11")]
    [InlineData("11", "12")]
    [InlineData("12", "11")]
    [InlineData("9", "10")]
    public async Task A_room_moves_with_what_it_is_and_leaves_a_tombstone(string before, string after)
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var eve = await town.PersonAsync("eve");
        var alias = $"moving-{Guid.NewGuid():N}";
        var old = await anna.CreatesRoomAsync($$"""
            {"visibility": "public", "name": "Hall", "topic": "Moving", "room_alias_name": "{{alias}}", "room_version": "{{before}}",
             "creation_content": {"m.federate": false},
             "initial_state": [{"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"} }]}
            """);
        await boris.JoinsAsync(old);
        await eve.JoinsAsync(old);
        (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(old)}/ban", $$"""{"user_id": "{{eve.UserId}}"}""")).Accepted();

        var successor = (await UpgradeAsync(anna, old, after)).Accepted().Text("replacement_room");

        var create = await StateAsync(anna, successor, "m.room.create");
        create.GetProperty("room_version").GetString().ShouldBe(after);
        create.GetProperty("m.federate").GetBoolean().ShouldBeFalse();
        create.GetProperty("predecessor").GetProperty("room_id").GetString().ShouldBe(old);
        var tombstone = await StateAsync(anna, old, "m.room.tombstone");
        tombstone.GetProperty("replacement_room").GetString().ShouldBe(successor);
        tombstone.GetProperty("body").GetString().ShouldNotBeNullOrEmpty();
        foreach (var type in (string[])["m.room.name", "m.room.topic", "m.room.encryption", "m.room.join_rules", "m.room.history_visibility", "m.room.guest_access"])
        {
            (await StateAsync(anna, successor, type)).ToString().ShouldBe((await StateAsync(anna, old, type)).ToString(), type);
        }

        (await StateAsync(anna, successor, "m.room.canonical_alias")).GetProperty("alias").GetString().ShouldBe($"#{alias}:{Town.ServerName}");
        (await StateAsync(anna, old, "m.room.canonical_alias")).ToString().ShouldBe("{}");
        (await anna.GetAsync($"/_matrix/client/v3/directory/room/{People.Escaped($"#{alias}:{Town.ServerName}")}")).Accepted().Text("room_id").ShouldBe(successor);
        (await PublicationAsync(successor)).ShouldBe("public");
        (await PublicationAsync(old)).ShouldBe("private");
        (await eve.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(successor)}/join")).Refused(403, "M_FORBIDDEN");
        await boris.JoinsAsync(successor);
        (await boris.TriesToSendAsync(successor, "here we are")).Accepted();
        (await boris.TriesToSendAsync(old, "still here")).Refused(403, "M_FORBIDDEN");
        await anna.SetsStateAsync(successor, "m.room.name", "", """{"name": "New hall"}""");
        Archive.ShouldBeSound(town);
    }

    [Fact]
    public async Task A_room_with_an_id_of_its_own_names_the_tombstone_it_follows()
    {
        var anna = await town.PersonAsync("anna");
        var old = await anna.CreatesRoomAsync("""{"room_version": "10"}""");
        var successor = (await UpgradeAsync(anna, old, "11")).Accepted().Text("replacement_room");

        var tombstone = (await anna.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(old)}/state/m.room.tombstone?format=event")).Accepted().Text("event_id");
        (await StateAsync(anna, successor, "m.room.create")).GetProperty("predecessor").GetProperty("event_id").GetString().ShouldBe(tombstone);
    }

    [Fact]
    public async Task Everybody_keeps_the_power_they_had()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var old = await anna.CreatesRoomAsync($$$"""
            {"room_version": "11", "preset": "public_chat", "power_level_content_override":
             {"users": {"{{{anna.UserId}}}": 500, "{{{boris.UserId}}}": 50}, "events": {"m.room.tombstone": 50, "m.room.power_levels": 100}, "users_default": 7} }
            """);
        await boris.JoinsAsync(old);
        var levels = (await StateAsync(anna, old, "m.room.power_levels")).ToString();

        var successor = (await UpgradeAsync(boris, old, "11")).Accepted().Text("replacement_room");

        (await StateAsync(boris, successor, "m.room.power_levels")).ToString().ShouldBe(levels);
        (await StateAsync(boris, old, "m.room.power_levels")).ToString().ShouldBe(levels);
        var again = (await UpgradeAsync(anna, old, "11")).Accepted().Text("replacement_room");
        (await StateAsync(anna, again, "m.room.power_levels")).ToString().ShouldBe(levels);
        var silenced = await StateAsync(anna, old, "m.room.power_levels");
        silenced.GetProperty("events_default").GetInt32().ShouldBe(50);
        silenced.GetProperty("invite").GetInt32().ShouldBe(50);
    }

    [Fact]
    public async Task Tags_notification_rules_and_chats_of_two_come_along_with_those_who_join()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var old = await anna.CreatesRoomAsync("""{"preset": "public_chat"}""");
        await boris.JoinsAsync(old);
        foreach (var person in (Person[])[anna, boris])
        {
            (await person.PutAsync(Of(person, $"rooms/{People.Escaped(old)}/tags/u.work"), """{"order": 0.5}""")).Accepted();
            (await person.PutAsync(Of(person, "account_data/m.direct"), $$"""{"{{anna.UserId}}": ["{{old}}"]}""")).Accepted();
            (await person.PutAsync($"/_matrix/client/v3/pushrules/global/room/{People.Escaped(old)}", """{"actions": ["notify"]}""")).Accepted();
        }

        var successor = (await UpgradeAsync(anna, old, "12")).Accepted().Text("replacement_room");
        (await boris.GetAsync($"/_matrix/client/v3/pushrules/global/room/{People.Escaped(successor)}")).Refused(404, "M_NOT_FOUND");
        await boris.JoinsAsync(successor);

        foreach (var person in (Person[])[anna, boris])
        {
            (await person.GetAsync(Of(person, $"rooms/{People.Escaped(successor)}/tags"))).Accepted()["tags"]
                .GetProperty("u.work").GetProperty("order").GetDouble().ShouldBe(0.5);
            (await person.GetAsync(Of(person, "account_data/m.direct"))).Accepted()[anna.UserId].EnumerateArray()
                .Select(room => room.GetString()).ShouldBe([old, successor]);
            (await person.GetAsync($"/_matrix/client/v3/pushrules/global/room/{People.Escaped(successor)}")).Accepted();
        }

        static string Of(Person person, string rest) => $"/_matrix/client/v3/user/{People.Escaped(person.UserId)}/{rest}";
    }

    [Fact]
    public async Task A_space_keeps_its_rooms()
    {
        var anna = await town.PersonAsync("anna");
        var space = await anna.CreatesRoomAsync("""{"creation_content": {"type": "m.space"}}""");
        var room = await anna.CreatesRoomAsync();
        await anna.SetsStateAsync(space, "m.space.child", room, """{"via": ["town.example"]}""");

        var successor = (await UpgradeAsync(anna, space, "12")).Accepted().Text("replacement_room");

        (await StateAsync(anna, successor, "m.room.create")).GetProperty("type").GetString().ShouldBe("m.space");
        (await anna.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(successor)}/state/m.space.child/{People.Escaped(room)}")).Accepted()
            .Has("via").ShouldBeTrue();
    }

    [Fact]
    public async Task Additional_creators_are_those_that_are_named()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.CreatesRoomAsync();
        var path = $"/_matrix/client/v3/rooms/{People.Escaped(room)}/upgrade";

        (await anna.PostAsync(path, """{"new_version": "12", "additional_creators": ["boris"]}""")).Refused(400, "M_INVALID_PARAM");
        var successor = (await anna.PostAsync(path, $$"""{"new_version": "12", "additional_creators": ["{{boris.UserId}}"]}""")).Accepted();

        (await StateAsync(anna, successor.Text("replacement_room"), "m.room.create")).GetProperty("additional_creators")[0].GetString().ShouldBe(boris.UserId);
    }

    [Fact]
    public async Task Not_everybody_upgrades_and_not_to_everything()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);

        (await UpgradeAsync(boris, room, "12")).Refused(403, "M_FORBIDDEN");
        (await UpgradeAsync(anna, room, "of my own")).Refused(400, "M_UNSUPPORTED_ROOM_VERSION");
        (await UpgradeAsync(anna, "!nowhere:town.example", "12")).Refused(404, "M_NOT_FOUND");
        (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/upgrade")).Refused(400, "M_MISSING_PARAM");
        (await anna.PutAsync(
            $"/_matrix/client/v3/rooms/{People.Escaped(room)}/state/m.room.tombstone", $$"""{"replacement_room": "{{room}}"}""")).Refused(400, "M_INVALID_PARAM");
        (await anna.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/state/m.room.tombstone")).Refused(404, "M_NOT_FOUND");
    }

    private static Task<Answer> UpgradeAsync(Person person, string room, string version) =>
        person.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/upgrade", $$"""{"new_version": "{{version}}"}""");

    private static async Task<JsonElement> StateAsync(Person person, string room, string type) =>
        (await person.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/state/{type}")).Accepted().Body;

    private async Task<string> PublicationAsync(string room) =>
        (await town.SendAsync(HttpMethod.Get, $"/_matrix/client/v3/directory/list/room/{People.Escaped(room)}")).Accepted().Text("visibility");
}

/// <summary>The same on the other database.</summary>
public sealed class UpgradesOnPostgreSqlTests(TownOnPostgreSql town) : UpgradeTests(town), IClassFixture<TownOnPostgreSql>;

using System.Text.Json;

namespace Vestnik.Server.Tests.Rooms;

public sealed class RoomReadingTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task History_reads_backwards_and_forwards_to_its_ends()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        for (var i = 0; i < 90; i++)
        {
            await anna.SendsAsync(room, $"message {i}");
        }

        var backwards = await BodiesAsync(anna, room, "b", 7);
        var forwards = await BodiesAsync(anna, room, "f", 50);

        backwards.ShouldBe(Enumerable.Range(0, 90).Reverse().Select(i => $"message {i}"));
        forwards.ShouldBe(Enumerable.Range(0, 90).Select(i => $"message {i}"));
    }

    [Fact]
    public async Task A_redacted_message_loses_its_words_for_everybody()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        var said = await boris.SendsAsync(room, "a slip of the tongue");
        (await anna.PutAsync($"{Path(room)}/redact/{People.Escaped(said)}/r1", """{"reason": "on request"}""")).Accepted();

        var read = (await boris.GetAsync($"{Path(room)}/event/{People.Escaped(said)}")).Accepted();
        read["content"].ToString().ShouldBe("{}");
        read["unsigned"].GetProperty("redacted_because").GetProperty("content").GetProperty("reason").GetString().ShouldBe("on request");
    }

    [Fact]
    public async Task Only_those_with_power_may_redact_what_others_wrote()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        var said = await anna.SendsAsync(room, "mine");

        (await boris.PutAsync($"{Path(room)}/redact/{People.Escaped(said)}/r1", "{}")).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task Somebody_who_joins_a_room_with_hidden_history_sees_it_from_the_join_on()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.CreatesRoomAsync("""
            {"preset": "public_chat", "initial_state": [{"type": "m.room.history_visibility", "content": {"history_visibility": "joined"}}]}
            """);
        var before = await anna.SendsAsync(room, "before");
        await boris.JoinsAsync(room);
        await anna.SendsAsync(room, "after");

        (await BodiesAsync(boris, room, "b", 20)).ShouldBe(["after"]);
        (await boris.GetAsync($"{Path(room)}/event/{People.Escaped(before)}")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task Somebody_who_has_left_reads_the_room_as_it_was_then()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        await anna.SendsAsync(room, "together");
        await boris.LeavesAsync(room);
        await anna.SendsAsync(room, "alone");
        await anna.SetsStateAsync(room, "m.room.name", "", """{"name": "Alone"}""");

        (await BodiesAsync(boris, room, "b", 20)).ShouldBe(["together"]);
        (await boris.GetAsync($"{Path(room)}/state/m.room.name")).Refused(404, "M_NOT_FOUND");
        (await boris.PostAsync($"{Path(room)}/forget")).Accepted();
        (await boris.GetAsync($"{Path(room)}/messages?dir=b")).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task A_message_is_shown_with_what_stands_around_it()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        var events = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            events.Add(await anna.SendsAsync(room, $"message {i}"));
        }

        var context = (await anna.GetAsync($"{Path(room)}/context/{People.Escaped(events[2])}?limit=4")).Accepted();
        context["event"].GetProperty("event_id").GetString().ShouldBe(events[2]);
        Ids(context["events_before"]).ShouldBe([events[1], events[0]]);
        Ids(context["events_after"]).ShouldBe([events[3], events[4]]);
        context["state"].GetArrayLength().ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task The_room_outlives_a_restart()
    {
        await using var village = new Town();
        await village.InitializeAsync();
        var anna = await village.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync("""{"name": "Kitchen"}""");
        var path = $"{Path(room)}/send/m.room.message/same";
        const string Message = """{"msgtype": "m.text", "body": "once"}""";
        var first = (await anna.PutAsync(path, Message)).Accepted().Text("event_id");

        await village.RestartAsync();

        (await anna.PutAsync(path, Message)).Accepted().Text("event_id").ShouldBe(first);
        (await anna.GetAsync($"{Path(room)}/state/m.room.name")).Accepted().Text("name").ShouldBe("Kitchen");
        (await BodiesAsync(anna, room, "b", 20)).ShouldBe(["once"]);
    }

    [Fact]
    public async Task A_room_is_found_by_its_alias_until_the_alias_is_taken_away()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var name = $"pub-{Guid.NewGuid():N}";
        var alias = People.Escaped($"#{name}:{Town.ServerName}");
        var room = await anna.CreatesRoomAsync($$"""{"preset": "public_chat", "room_alias_name": "{{name}}"}""");

        (await boris.GetAsync($"/_matrix/client/v3/directory/room/{alias}")).Accepted().Text("room_id").ShouldBe(room);
        (await boris.PostAsync($"/_matrix/client/v3/join/{alias}")).Accepted().Text("room_id").ShouldBe(room);
        (await boris.DeleteAsync($"/_matrix/client/v3/directory/room/{alias}")).Refused(403, "M_FORBIDDEN");
        (await boris.PostAsync("/_matrix/client/v3/createRoom", $$"""{"room_alias_name": "{{name}}"}""")).Refused(400, "M_ROOM_IN_USE");
        (await anna.DeleteAsync($"/_matrix/client/v3/directory/room/{alias}")).Accepted();
        (await boris.GetAsync($"/_matrix/client/v3/directory/room/{alias}")).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync($"{Path(room)}/state/m.room.canonical_alias")).Accepted().Body.ToString().ShouldBe("{}");
    }

    [Fact]
    public async Task Names_with_slashes_are_one_name()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();

        await anna.SetsStateAsync(room, "org.example.note", "a/b", """{"text": "here"}""");

        (await anna.GetAsync($"{Path(room)}/state/org.example.note/a%2fb")).Accepted().Text("text").ShouldBe("here");
        var state = (await anna.GetAsync($"{Path(room)}/state")).Accepted();
        state.Body.EnumerateArray().Select(placed => placed.GetProperty("state_key").GetString()).ShouldContain("a/b");
    }

    [Fact]
    public async Task Members_of_one_room_may_enter_another_that_trusts_it()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var stranger = await town.PersonAsync("stranger");
        var club = await anna.MeetsAsync(boris);
        var bar = await anna.CreatesRoomAsync($$$"""
            {"initial_state": [{"type": "m.room.join_rules", "content":
              {"join_rule": "restricted", "allow": [{"type": "m.room_membership", "room_id": "{{{club}}}"}]} }]}
            """);

        await boris.JoinsAsync(bar);
        (await stranger.PostAsync($"{Path(bar)}/join")).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task Sixty_four_people_writing_at_once_make_one_straight_history()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        var sent = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => anna.SendsAsync(room, $"message {i}")));

        sent.Distinct(StringComparer.Ordinal).Count().ShouldBe(64);
        (await BodiesAsync(anna, room, "f", 100)).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, 64).Select(i => $"message {i}").Order(StringComparer.Ordinal));
    }

    private static string Path(string room) => $"/_matrix/client/v3/rooms/{People.Escaped(room)}";

    private static IEnumerable<string> Ids(JsonElement events) => events.EnumerateArray().Select(shown => shown.GetProperty("event_id").GetString()!);

    private static async Task<List<string>> BodiesAsync(Person reader, string room, string direction, int limit)
    {
        var bodies = new List<string>();
        var from = "";
        while (true)
        {
            var page = (await reader.GetAsync($"{Path(room)}/messages?dir={direction}&limit={limit}{from}")).Accepted();
            bodies.AddRange(page["chunk"].EnumerateArray()
                .Where(shown => shown.GetProperty("type").GetString() == "m.room.message")
                .Select(shown => shown.GetProperty("content").GetProperty("body").GetString()!));
            if (!page.Has("end"))
            {
                return bodies;
            }

            from = $"&from={page.Text("end")}";
        }
    }
}

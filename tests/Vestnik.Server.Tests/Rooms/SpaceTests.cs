namespace Vestnik.Server.Tests.Rooms;

/// <summary>Spaces, and rooms seen from outside. Spec: https://spec.matrix.org/v1.19/client-server-api/#spaces</summary>
public sealed class SpaceTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_space_is_walked_room_by_room_each_before_its_children()
    {
        var anna = await town.PersonAsync("anna");
        var space = await SpaceAsync(anna, "Club");
        var inner = await SpaceAsync(anna, "Kitchen");
        var soup = await anna.CreatesRoomAsync("""{"name": "Soup"}""");
        var hall = await anna.CreatesRoomAsync("""{"name": "Hall", "preset": "public_chat", "topic": "Welcome"}""");
        await HoldsAsync(anna, space, inner, """{"via": ["town.example"], "order": "a"}""");
        await HoldsAsync(anna, space, hall, """{"via": ["town.example"], "order": "b", "suggested": true}""");
        await HoldsAsync(anna, inner, soup, """{"via": ["town.example"]}""");
        await HoldsAsync(anna, inner, space, """{"via": ["town.example"]}""");
        await HoldsAsync(anna, inner, "!gone:town.example", """{"via": ["town.example"]}""");
        await HoldsAsync(anna, space, await anna.CreatesRoomAsync(), "{}");

        var answer = (await TreeAsync(anna, space)).Accepted();
        RoomsOf(answer).ShouldBe([space, inner, soup, hall]);
        answer.Has("next_batch").ShouldBeFalse();
        var rooms = answer["rooms"];
        rooms[0].GetProperty("room_type").GetString().ShouldBe("m.space");
        rooms[0].GetProperty("children_state").EnumerateArray().Select(child => child.GetProperty("state_key").GetString()).ShouldBe([inner, hall]);
        rooms[0].GetProperty("children_state")[0].GetProperty("origin_server_ts").GetInt64().ShouldBeGreaterThan(0);
        rooms[3].GetProperty("name").GetString().ShouldBe("Hall");
        rooms[3].GetProperty("topic").GetString().ShouldBe("Welcome");
        rooms[3].GetProperty("join_rule").GetString().ShouldBe("public");
        rooms[3].GetProperty("children_state").GetArrayLength().ShouldBe(0);

        RoomsOf((await TreeAsync(anna, space, "?max_depth=1")).Accepted()).ShouldBe([space, inner, hall]);
        RoomsOf((await TreeAsync(anna, space, "?max_depth=0")).Accepted()).ShouldBe([space]);
        RoomsOf((await TreeAsync(anna, space, "?suggested_only=true")).Accepted()).ShouldBe([space, hall]);
    }

    [Fact]
    public async Task A_large_space_is_read_page_by_page()
    {
        var anna = await town.PersonAsync("anna");
        var space = await SpaceAsync(anna, "Club");
        for (var i = 0; i < 5; i++)
        {
            await HoldsAsync(anna, space, await anna.CreatesRoomAsync(), """{"via": ["town.example"]}""");
        }

        var all = RoomsOf((await TreeAsync(anna, space)).Accepted());
        var first = (await TreeAsync(anna, space, "?limit=4")).Accepted();
        var second = (await TreeAsync(anna, space, $"?limit=4&from={first.Text("next_batch")}")).Accepted();

        all.Count.ShouldBe(6);
        RoomsOf(first).Concat(RoomsOf(second)).ShouldBe(all);
        second.Has("next_batch").ShouldBeFalse();
        (await TreeAsync(anna, space, $"?max_depth=2&from={first.Text("next_batch")}")).Refused(400, "M_INVALID_PARAM");
        (await TreeAsync(anna, space, "?from=x")).Refused(400, "M_INVALID_PARAM");
        (await TreeAsync(anna, space, "?max_depth=-1")).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task Of_a_space_one_sees_what_one_could_enter()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var space = await SpaceAsync(anna, "Club", "public_chat");
        var closed = await anna.CreatesRoomAsync();
        var open = await anna.CreatesRoomAsync("""{"preset": "public_chat"}""");
        var restricted = await anna.CreatesRoomAsync($$"""
            {"initial_state": [{"type": "m.room.join_rules", "content": {"join_rule": "restricted", "allow": [{"type": "m.room_membership", "room_id": "{{space}}"}]} }]}
            """);
        foreach (var (order, room) in ((string, string)[])[("a", closed), ("b", open), ("c", restricted)])
        {
            await HoldsAsync(anna, space, room, $$"""{"via": ["town.example"], "order": "{{order}}"}""");
        }

        RoomsOf((await TreeAsync(boris, space)).Accepted()).ShouldBe([space, open]);
        await boris.JoinsAsync(space);
        var inside = (await TreeAsync(boris, space)).Accepted();
        RoomsOf(inside).ShouldBe([space, open, restricted]);
        inside["rooms"][2].GetProperty("allowed_room_ids")[0].GetString().ShouldBe(space);
        (await TreeAsync(boris, closed)).Refused(403, "M_FORBIDDEN");
    }

    [Theory]
    [InlineData("v1/room_summary/{0}")]
    [InlineData("unstable/im.nheko.summary/summary/{0}")]
    [InlineData("unstable/im.nheko.summary/rooms/{0}/summary")]
    public async Task A_room_is_described_to_whoever_could_enter_it(string path)
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var alias = $"hall-{Guid.NewGuid():N}";
        var hall = await anna.CreatesRoomAsync($$"""
            {"preset": "public_chat", "name": "Hall", "room_alias_name": "{{alias}}", "room_version": "11",
             "initial_state": [{"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"} }]}
            """);
        var closed = await anna.CreatesRoomAsync();

        foreach (var name in (string[])[hall, $"#{alias}:{Town.ServerName}"])
        {
            var summary = (await SummaryAsync(boris, path, name)).Accepted();
            summary.Text("room_id").ShouldBe(hall);
            summary.Text("name").ShouldBe("Hall");
            summary.Text("canonical_alias").ShouldBe($"#{alias}:{Town.ServerName}");
            summary["num_joined_members"].GetInt32().ShouldBe(1);
            summary.Text("join_rule").ShouldBe("public");
            summary.Text("room_version").ShouldBe("11");
            summary.Text("encryption").ShouldBe("m.megolm.v1.aes-sha2");
            summary.Text("membership").ShouldBe("leave");
        }

        (await SummaryAsync(anna, path, closed)).Accepted().Text("membership").ShouldBe("join");
        (await SummaryAsync(boris, path, closed)).Refused(404, "M_NOT_FOUND");
        (await SummaryAsync(boris, path, "!nowhere:town.example")).Refused(404, "M_NOT_FOUND");
        (await SummaryAsync(boris, path, "hall")).Refused(400, "M_INVALID_PARAM");
    }

    private static Task<Answer> SummaryAsync(Person person, string path, string name) =>
        person.GetAsync("/_matrix/client/" + path.Replace("{0}", People.Escaped(name), StringComparison.Ordinal));

    private static Task<string> SpaceAsync(Person person, string name, string preset = "private_chat") =>
        person.CreatesRoomAsync($$"""{"name": "{{name}}", "preset": "{{preset}}", "creation_content": {"type": "m.space"} }""");

    private static Task HoldsAsync(Person person, string space, string room, string content) =>
        person.SetsStateAsync(space, "m.space.child", room, content);

    private static Task<Answer> TreeAsync(Person person, string space, string query = "") =>
        person.GetAsync($"/_matrix/client/v1/rooms/{People.Escaped(space)}/hierarchy{query}");

    private static List<string> RoomsOf(Answer answer) =>
        [.. answer["rooms"].EnumerateArray().Select(room => room.GetProperty("room_id").GetString()!)];
}

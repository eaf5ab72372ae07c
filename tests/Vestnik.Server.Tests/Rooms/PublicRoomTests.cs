namespace Vestnik.Server.Tests.Rooms;

/// <summary>The list of public rooms. Spec: https://spec.matrix.org/v1.19/client-server-api/#published-room-directory</summary>
public class PublicRoomTests(Town town) : IClassFixture<Town>
{
    private const string Path = "/_matrix/client/v3/publicRooms";

    [Fact]
    public async Task A_public_room_is_found_by_everybody_with_what_it_says_of_itself()
    {
        var anna = await town.PersonAsync("anna");
        var alias = $"orchard-{Guid.NewGuid():N}";
        var room = await anna.CreatesRoomAsync($$"""
            {"visibility": "public", "name": "Яблоки и груши", "topic": "What grows", "room_alias_name": "{{alias}}"}
            """);
        var closed = await anna.CreatesRoomAsync();

        var list = (await town.SendAsync(HttpMethod.Get, Path)).Accepted();
        RoomsOf(list).ShouldNotContain(closed);
        var shown = list["chunk"].EnumerateArray().Single(one => one.GetProperty("room_id").GetString() == room);
        shown.GetProperty("name").GetString().ShouldBe("Яблоки и груши");
        shown.GetProperty("topic").GetString().ShouldBe("What grows");
        shown.GetProperty("canonical_alias").GetString().ShouldBe($"#{alias}:{Town.ServerName}");
        shown.GetProperty("num_joined_members").GetInt32().ShouldBe(1);
        shown.GetProperty("world_readable").GetBoolean().ShouldBeFalse();
        shown.GetProperty("guest_can_join").GetBoolean().ShouldBeFalse();
        shown.GetProperty("join_rule").GetString().ShouldBe("public");
        foreach (var term in (string[])["ЯБЛОКИ", "what GROWS", alias.ToUpperInvariant()])
        {
            RoomsOf(await SearchAsync(anna, $$$"""{"filter": {"generic_search_term": "{{{term}}}"}}""")).ShouldBe([room]);
        }

        RoomsOf(await SearchAsync(anna, """{"filter": {"generic_search_term": "nothing is called so"}}""")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_is_read_page_by_page_in_both_directions_largest_rooms_first()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var name = $"page {Guid.NewGuid():N}";
        for (var i = 0; i < 7; i++)
        {
            var room = await anna.CreatesRoomAsync($$"""{"visibility": "public", "name": "{{name}}"}""");
            if (i == 3)
            {
                await boris.JoinsAsync(room);
            }
        }

        var pages = new List<Answer>();
        for (var since = ""; since is not null; since = pages[^1].Has("next_batch") ? pages[^1].Text("next_batch") : null)
        {
            pages.Add(await SearchAsync(anna, $$$"""{"limit": 3, "since": "{{{since}}}", "filter": {"generic_search_term": "{{{name}}}"}}"""));
        }

        pages.Select(page => RoomsOf(page).Count).ShouldBe([3, 3, 1]);
        pages.SelectMany(RoomsOf).Distinct(StringComparer.Ordinal).Count().ShouldBe(7);
        pages[0]["chunk"][0].GetProperty("num_joined_members").GetInt32().ShouldBe(2);
        pages[0].Has("prev_batch").ShouldBeFalse();
        var back = await SearchAsync(anna, $$$"""{"limit": 3, "since": "{{{pages[2].Text("prev_batch")}}}", "filter": {"generic_search_term": "{{{name}}}"}}""");
        RoomsOf(back).ShouldBe(RoomsOf(pages[1]));
        (await anna.PostAsync(Path, """{"since": "elsewhere"}""")).Refused(400, "M_INVALID_PARAM");
        (await anna.GetAsync($"{Path}?limit=-1")).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task Spaces_are_told_apart_from_rooms()
    {
        var anna = await town.PersonAsync("anna");
        var name = $"typed {Guid.NewGuid():N}";
        var room = await anna.CreatesRoomAsync($$"""{"visibility": "public", "name": "{{name}}"}""");
        var space = await anna.CreatesRoomAsync($$$"""{"visibility": "public", "name": "{{{name}}}", "creation_content": {"type": "m.space"}}""");

        RoomsOf(await SearchAsync(anna, Typed("[null]"))).ShouldBe([room]);
        RoomsOf(await SearchAsync(anna, Typed("[\"m.space\"]"))).ShouldBe([space]);
        RoomsOf(await SearchAsync(anna, Typed("[null, \"m.space\"]"))).ShouldBe([room, space], ignoreOrder: true);

        string Typed(string types) => $$$"""{"filter": {"generic_search_term": "{{{name}}}", "room_types": {{{types}}} }}""";
    }

    [Fact]
    public async Task A_room_is_put_on_the_list_and_taken_off_by_those_who_may()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        var path = $"/_matrix/client/v3/directory/list/room/{People.Escaped(room)}";

        (await town.SendAsync(HttpMethod.Get, path)).Accepted().Text("visibility").ShouldBe("private");
        (await boris.PutAsync(path, """{"visibility": "public"}""")).Refused(403, "M_FORBIDDEN");
        (await anna.PutAsync(path, """{"visibility": "seen"}""")).Refused(400, "M_INVALID_PARAM");
        (await anna.PutAsync(path, "{}")).Accepted();
        (await town.SendAsync(HttpMethod.Get, path)).Accepted().Text("visibility").ShouldBe("public");
        RoomsOf((await town.SendAsync(HttpMethod.Get, Path)).Accepted()).ShouldContain(room);
        (await anna.PutAsync(path, """{"visibility": "private"}""")).Accepted();
        RoomsOf((await town.SendAsync(HttpMethod.Get, Path)).Accepted()).ShouldNotContain(room);
    }

    [Fact]
    public async Task Of_rooms_that_are_not_there_and_of_other_servers_nothing_is_listed()
    {
        var anna = await town.PersonAsync("anna");
        const string Nowhere = "/_matrix/client/v3/directory/list/room/!nowhere:town.example";

        (await anna.GetAsync(Nowhere)).Refused(404, "M_NOT_FOUND");
        (await anna.PutAsync(Nowhere, "{}")).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync($"{Path}?server=elsewhere.example")).Refused(404, "M_NOT_FOUND");
        (await anna.PostAsync($"{Path}?server={Town.ServerName}")).Accepted();
    }

    private static async Task<Answer> SearchAsync(Person person, string json) => (await person.PostAsync(Path, json)).Accepted();

    private static List<string> RoomsOf(Answer answer) =>
        [.. answer["chunk"].EnumerateArray().Select(room => room.GetProperty("room_id").GetString()!)];
}

/// <summary>The same on the other database.</summary>
public sealed class PublicRoomsOnPostgreSqlTests(TownOnPostgreSql town) : PublicRoomTests(town), IClassFixture<TownOnPostgreSql>;

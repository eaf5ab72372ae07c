namespace Vestnik.Server.Tests.Accounts;

public sealed class PeopleInRoomsTests(Town town) : IClassFixture<Town>
{
    private const string Search = "/_matrix/client/v3/user_directory/search";

    [Fact]
    public async Task A_new_name_is_seen_in_every_room()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var rooms = new[] { await anna.MeetsAsync(boris), await boris.MeetsAsync(anna) };

        await anna.IsCalledAsync("Anna Petrovna");

        foreach (var room in rooms)
        {
            (await boris.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/state/m.room.member/{anna.UserId}"))
                .Accepted().Text("displayname").ShouldBe("Anna Petrovna");
        }
    }

    [Fact]
    public async Task Who_leaves_for_good_is_in_no_room_any_more()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var room = await anna.MeetsAsync(boris);

        (await anna.PostAsync("/_matrix/client/v3/account/deactivate", $$"""
            {"auth": {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{anna.UserId}}"}, "password": "{{Person.Password}}"} }
            """)).Accepted();

        (await boris.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/state/m.room.member/{anna.UserId}"))
            .Accepted().Text("membership").ShouldBe("leave");
    }

    [Fact]
    public async Task People_who_share_a_room_find_each_other_by_any_part_of_the_name()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.MeetsAsync(boris);
        await boris.IsCalledAsync("Пётр Иванов");

        foreach (var typed in (string[])["петр", "Пётр и", "ИВАН", boris.Name, boris.UserId])
        {
            (await FindAsync(anna, typed)).ShouldContain(boris.UserId, typed);
        }

        (await FindAsync(anna, "тр")).ShouldNotContain(boris.UserId);
    }

    [Fact]
    public async Task Strangers_are_not_found_unless_they_are_in_an_open_room()
    {
        var (anna, vera, gleb) = (await town.PersonAsync("anna"), await town.PersonAsync("vera"), await town.PersonAsync("gleb"));
        await gleb.CreatesRoomAsync("""{"preset": "public_chat"}""");

        (await FindAsync(anna, "vera")).ShouldNotContain(vera.UserId);
        (await FindAsync(anna, "gleb")).ShouldContain(gleb.UserId);
    }

    [Fact]
    public async Task A_search_without_a_term_is_refused()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.PostAsync(Search)).Refused(400, "M_MISSING_PARAM");
        (await FindAsync(anna, " ")).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> FindAsync(Person person, string typed) =>
        [.. (await person.PostAsync(Search, $$"""{"search_term": "{{typed}}"}""")).Accepted()["results"]
            .EnumerateArray().Select(found => found.GetProperty("user_id").GetString()!)];
}

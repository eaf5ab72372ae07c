namespace Vestnik.Server.Tests.Accounts;

public sealed class AccountDataOnSqliteTests(Town town) : AccountDataTests(town), IClassFixture<Town>;

public sealed class AccountDataOnPostgreSqlTests(TownOnPostgreSql town) : AccountDataTests(town), IClassFixture<TownOnPostgreSql>;

public abstract class AccountDataTests(Town town)
{
    private const string Room = "!somewhere:town.example";

    [Fact]
    public async Task What_one_device_stores_another_reads()
    {
        var anna = await town.PersonAsync("anna");
        var phone = await anna.OnAnotherDeviceAsync();

        (await anna.PutAsync(Global(anna, "org.example.colour"), """{"colour": "blue"}""")).Accepted();

        (await phone.GetAsync(Global(anna, "org.example.colour"))).Accepted().Text("colour").ShouldBe("blue");
        (await phone.GetAsync(Global(anna, "org.example.nothing"))).Refused(404, "M_NOT_FOUND");
        (await phone.GetAsync(InRoom(anna, "org.example.colour"))).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task Data_of_a_room_stands_apart()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.PutAsync(InRoom(anna, "org.example.colour"), """{"colour": "red"}""")).Accepted();
        (await anna.PutAsync(InRoom(anna, "org.example.colour"), """{"colour": "green"}""")).Accepted();

        (await anna.GetAsync(InRoom(anna, "org.example.colour"))).Accepted().Text("colour").ShouldBe("green");
        (await anna.GetAsync(Global(anna, "org.example.colour"))).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task Nobody_reads_or_writes_what_is_anothers()
    {
        var anna = await town.PersonAsync("anna");
        var eve = await town.PersonAsync("eve");

        (await eve.PutAsync(Global(anna, "m.direct"), "{}")).Refused(403, "M_FORBIDDEN");
        (await eve.GetAsync(Global(anna, "m.direct"))).Refused(403, "M_FORBIDDEN");
        (await eve.GetAsync($"/_matrix/client/v3/user/{anna.UserId}/rooms/{Room}/tags")).Refused(403, "M_FORBIDDEN");
    }

    [Theory]
    [InlineData("m.fully_read")]
    [InlineData("m.push_rules")]
    public async Task What_the_server_keeps_is_not_written_here(string type)
    {
        var anna = await town.PersonAsync("anna");

        (await anna.PutAsync(Global(anna, type), "{}")).Refused(405, "M_BAD_JSON");
        (await anna.PutAsync(InRoom(anna, type), "{}")).Refused(405, "M_BAD_JSON");
    }

    [Fact]
    public async Task Push_rules_are_read_like_other_account_data()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync(Global(anna, "m.push_rules"))).Accepted()["global"].TryGetProperty("override", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("[]", "M_BAD_JSON")]
    [InlineData("{", "M_NOT_JSON")]
    public async Task Only_objects_are_stored(string json, string code)
    {
        var anna = await town.PersonAsync("anna");

        (await anna.PutAsync(Global(anna, "org.example.thing"), json)).Refused(400, code);
    }

    [Fact]
    public async Task A_room_is_tagged_and_untagged()
    {
        var anna = await town.PersonAsync("anna");
        var tags = $"/_matrix/client/v3/user/{anna.UserId}/rooms/{Room}/tags";

        (await anna.PutAsync($"{tags}/m.favourite", """{"order": 0.25}""")).Accepted();
        (await anna.PutAsync($"{tags}/u.Work", "{}")).Accepted();
        (await anna.PutAsync($"{tags}/u.Wrong", """{"order": "first"}""")).Refused(400, "M_BAD_JSON");
        (await anna.DeleteAsync($"{tags}/u.Work")).Accepted();

        var answer = (await anna.GetAsync(tags)).Accepted()["tags"];
        answer.EnumerateObject().Single().Name.ShouldBe("m.favourite");
        answer.GetProperty("m.favourite").GetProperty("order").GetDouble().ShouldBe(0.25);
        (await anna.GetAsync(InRoom(anna, "m.tag"))).Accepted().Has("tags").ShouldBeTrue();
    }

    [Fact]
    public async Task A_filter_is_found_again_by_its_id()
    {
        var anna = await town.PersonAsync("anna");
        var eve = await town.PersonAsync("eve");
        var filters = $"/_matrix/client/v3/user/{anna.UserId}/filter";

        var id = (await anna.PostAsync(filters, """{"room": {"timeline": {"limit": 10}}}""")).Accepted().Text("filter_id");

        (await anna.GetAsync($"{filters}/{id}")).Accepted()["room"].GetProperty("timeline").GetProperty("limit").GetInt32().ShouldBe(10);
        (await anna.PostAsync(filters, """{"room": {"timeline": {"limit": 10}}}""")).Accepted().Text("filter_id").ShouldBe(id);
        (await anna.GetAsync($"{filters}/999999")).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync($"{filters}/abc")).Refused(404, "M_NOT_FOUND");
        (await eve.GetAsync($"{filters}/{id}")).Refused(403, "M_FORBIDDEN");
        (await anna.PostAsync(filters, """{"room": {"timeline": "all"}}""")).Refused(400, "M_BAD_JSON");
    }

    private static string Global(Person person, string type) => $"/_matrix/client/v3/user/{person.UserId}/account_data/{type}";

    private static string InRoom(Person person, string type) =>
        $"/_matrix/client/v3/user/{person.UserId}/rooms/{Room}/account_data/{type}";
}

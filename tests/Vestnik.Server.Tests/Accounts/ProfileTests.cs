namespace Vestnik.Server.Tests.Accounts;

public sealed class ProfileTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Everybody_reads_what_somebody_says_of_themselves()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.PutAsync(Field(anna, "displayname"), """{"displayname": "Anna Petrovna"}""")).Accepted();
        (await anna.PutAsync(Field(anna, "avatar_url"), """{"avatar_url": "mxc://town.example/anna"}""")).Accepted();
        (await anna.PutAsync(Field(anna, "org.example.languages"), """{"org.example.languages": ["ru", "en"]}""")).Accepted();

        var profile = (await town.SendAsync(HttpMethod.Get, Whole(anna))).Accepted();
        profile.Text("displayname").ShouldBe("Anna Petrovna");
        profile.Text("avatar_url").ShouldBe("mxc://town.example/anna");
        profile["org.example.languages"].GetArrayLength().ShouldBe(2);
        (await town.SendAsync(HttpMethod.Get, Field(anna, "displayname"))).Accepted().Text("displayname").ShouldBe("Anna Petrovna");
    }

    [Fact]
    public async Task Somebody_without_a_name_has_an_empty_profile_and_nobody_has_none()
    {
        var anna = await town.PersonAsync("anna");

        (await town.SendAsync(HttpMethod.Get, Whole(anna))).Accepted().Has("displayname").ShouldBeFalse();
        (await town.SendAsync(HttpMethod.Get, Field(anna, "displayname"))).Refused(404, "M_NOT_FOUND");
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v3/profile/@nobody:town.example")).Refused(404, "M_NOT_FOUND");
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v3/profile/@far:elsewhere.example")).Refused(404, "M_NOT_FOUND");
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v3/profile/anna")).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task A_name_is_taken_back()
    {
        var anna = await town.PersonAsync("anna");
        (await anna.PutAsync(Field(anna, "displayname"), """{"displayname": "Anna"}""")).Accepted();

        (await anna.DeleteAsync(Field(anna, "displayname"))).Accepted();

        (await town.SendAsync(HttpMethod.Get, Field(anna, "displayname"))).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task Only_the_owner_changes_a_profile()
    {
        var anna = await town.PersonAsync("anna");
        var eve = await town.PersonAsync("eve");

        (await eve.PutAsync(Field(anna, "displayname"), """{"displayname": "Fool"}""")).Refused(403, "M_FORBIDDEN");
        (await eve.DeleteAsync(Field(anna, "displayname"))).Refused(403, "M_FORBIDDEN");
    }

    [Theory]
    [InlineData("displayname", """{"displayname": 5}""", "M_INVALID_PARAM")]
    [InlineData("displayname", """{"name": "Anna"}""", "M_MISSING_PARAM")]
    [InlineData("avatar_url", """{"avatar_url": "https://example.org/me.png"}""", "M_INVALID_PARAM")]
    [InlineData("nickname", """{"nickname": "An"}""", "M_INVALID_PARAM")]
    public async Task A_field_that_makes_no_sense_is_refused(string field, string json, string code)
    {
        var anna = await town.PersonAsync("anna");

        (await anna.PutAsync(Field(anna, field), json)).Refused(400, code);
    }

    [Fact]
    public async Task A_profile_has_a_limit()
    {
        var anna = await town.PersonAsync("anna");
        var poem = new string('x', 70_000);

        (await anna.PutAsync(Field(anna, "org.example.poem"), $$"""{"org.example.poem": "{{poem}}"}""")).Refused(400, "M_PROFILE_TOO_LARGE");
        (await anna.PutAsync(Field(anna, "displayname"), $$"""{"displayname": "{{poem[..300]}}"}""")).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task A_client_learns_what_the_server_can_do()
    {
        var anna = await town.PersonAsync("anna");

        var answer = (await anna.GetAsync("/_matrix/client/v3/capabilities")).Accepted()["capabilities"];
        answer.GetProperty("m.room_versions").GetProperty("available").EnumerateObject().Count().ShouldBe(12);
        answer.GetProperty("m.change_password").GetProperty("enabled").GetBoolean().ShouldBeTrue();
        (await town.SendAsync(HttpMethod.Get, "/.well-known/matrix/client")).Accepted()["m.homeserver"].GetProperty("base_url")
            .GetString().ShouldBe("http://town.example");
    }

    private static string Whole(Person person) => $"/_matrix/client/v3/profile/{person.UserId}";

    private static string Field(Person person, string field) => $"{Whole(person)}/{field}";
}

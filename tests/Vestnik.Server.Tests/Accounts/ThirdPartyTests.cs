using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Accounts;

/// <summary>A server without letters, short messages and bridges says so, and how its operator is reached.</summary>
public sealed class ThirdPartyTests(Town town) : IClassFixture<Town>
{
    private const string Base = "/_matrix/client/v3";

    [Theory]
    [InlineData("account/3pid/email/requestToken", """{"client_secret": "s", "email": "a@b.example", "send_attempt": 1}""")]
    [InlineData("account/password/email/requestToken", """{"client_secret": "s", "email": "a@b.example", "send_attempt": 1}""")]
    [InlineData("register/email/requestToken", """{"client_secret": "s", "email": "a@b.example", "send_attempt": 1}""")]
    [InlineData("account/3pid/msisdn/requestToken", """{"client_secret": "s", "country": "GB", "phone_number": "0", "send_attempt": 1}""")]
    [InlineData("account/password/msisdn/requestToken", """{"client_secret": "s", "country": "GB", "phone_number": "0", "send_attempt": 1}""")]
    [InlineData("register/msisdn/requestToken", """{"client_secret": "s", "country": "GB", "phone_number": "0", "send_attempt": 1}""")]
    public async Task Nobody_gets_a_letter_or_a_short_message(string path, string json)
    {
        (await town.SendAsync(HttpMethod.Post, $"{Base}/{path}", json)).Refused(403, "M_THREEPID_DENIED");
        (await town.SendAsync(HttpMethod.Post, $"{Base}/{path}", "{}")).Refused(400, "M_MISSING_PARAM");
    }

    [Fact]
    public async Task No_address_is_added_and_there_is_none_to_remove()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.PostAsync($"{Base}/account/3pid/add", """{"client_secret": "s", "sid": "1"}""")).Refused(403, "M_THREEPID_AUTH_FAILED");
        (await anna.PostAsync($"{Base}/account/3pid", """{"three_pid_creds": {} }""")).Refused(403, "M_THREEPID_AUTH_FAILED");
        (await anna.PostAsync($"{Base}/account/3pid/bind", """{"client_secret": "s", "sid": "1", "id_server": "i.example", "id_access_token": "t"}"""))
            .Refused(400, "M_SERVER_NOT_TRUSTED");
        (await anna.PostAsync($"{Base}/account/3pid/delete", """{"medium": "email", "address": "a@b.example"}""")).Accepted()
            .Text("id_server_unbind_result").ShouldBe("no-support");
        (await anna.PostAsync($"{Base}/account/3pid/unbind", """{"medium": "email", "address": "a@b.example"}""")).Accepted();
        (await anna.PostAsync($"{Base}/account/3pid/delete", """{"medium": "email"}""")).Refused(400, "M_MISSING_PARAM");
        (await anna.PostAsync($"{Base}/account/3pid/unbind", """{"medium": 5, "address": "a"}""")).Refused(400, "M_BAD_JSON");
        (await anna.GetAsync($"{Base}/account/3pid")).Accepted()["threepids"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task No_bridge_leads_to_another_network()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync($"{Base}/thirdparty/protocols")).Accepted().Body.EnumerateObject().ShouldBeEmpty();
        (await anna.GetAsync($"{Base}/thirdparty/protocol/irc")).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync($"{Base}/thirdparty/location/irc?channel=%23town")).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync($"{Base}/thirdparty/user/irc?nick=boris")).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync($"{Base}/thirdparty/location?alias=%23town%3Atown.example")).Accepted().Body.GetArrayLength().ShouldBe(0);
        (await anna.GetAsync($"{Base}/thirdparty/user?userid=%40anna%3Atown.example")).Accepted().Body.GetArrayLength().ShouldBe(0);
        (await anna.GetAsync($"{Base}/thirdparty/location")).Refused(400, "M_MISSING_PARAM");
        (await anna.GetAsync($"{Base}/thirdparty/user")).Refused(400, "M_MISSING_PARAM");
    }

    [Fact]
    public async Task An_operator_who_has_not_said_how_is_not_reached() =>
        (await town.SendAsync(HttpMethod.Get, "/.well-known/matrix/support")).Refused(404, "M_NOT_FOUND");
}

public sealed class TownWithSupport : Town
{
    protected override void Configure(JsonObject vestnik) => vestnik["Support"] = new JsonObject
    {
        ["Contacts"] = new JsonArray(new JsonObject { ["EmailAddress"] = "keeper@town.example", ["Role"] = "m.role.security" }),
        ["Page"] = "https://town.example/help",
    };
}

public sealed class SupportTests(TownWithSupport town) : IClassFixture<TownWithSupport>
{
    [Fact]
    public async Task Everybody_learns_how_the_operator_is_reached()
    {
        var support = (await town.SendAsync(HttpMethod.Get, "/.well-known/matrix/support")).Accepted();

        var contact = support["contacts"].EnumerateArray().ShouldHaveSingleItem();
        contact.GetProperty("email_address").GetString().ShouldBe("keeper@town.example");
        contact.GetProperty("role").GetString().ShouldBe("m.role.security");
        contact.TryGetProperty("matrix_id", out _).ShouldBeFalse();
        support.Text("support_page").ShouldBe("https://town.example/help");
    }
}

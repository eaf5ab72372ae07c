using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Accounts;

public sealed class RegistrationTests(Town town) : IClassFixture<Town>
{
    private const string Register = "/_matrix/client/v3/register";

    [Fact]
    public async Task Somebody_who_registers_is_signed_in()
    {
        var anna = await town.PersonAsync("anna");

        var answer = (await anna.GetAsync("/_matrix/client/v3/account/whoami")).Accepted();

        answer.Text("user_id").ShouldBe(anna.UserId);
        answer.Text("device_id").ShouldBe(anna.DeviceId);
    }

    [Fact]
    public async Task Who_asks_without_proof_is_told_which_proof_is_wanted()
    {
        var answer = await town.SendAsync(HttpMethod.Post, Register, "{}");

        answer.Status.ShouldBe(401);
        answer["flows"][0].GetProperty("stages")[0].GetString().ShouldBe("m.login.dummy");
        answer.Text("session").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_registration_is_completed_within_its_session()
    {
        var first = await town.SendAsync(HttpMethod.Post, Register, """{"username": "boris", "password": "long enough"}""");

        var second = await town.SendAsync(HttpMethod.Post, Register, $$"""
            {"username": "boris", "password": "long enough", "auth": {"type": "m.login.dummy", "session": "{{first.Text("session")}}"} }
            """);

        second.Accepted().Text("user_id").ShouldBe($"@boris:{Town.ServerName}");
    }

    [Fact]
    public async Task What_the_first_call_said_need_not_be_said_again()
    {
        var first = await town.SendAsync(HttpMethod.Post, Register, """
            {"username": "zoya", "password": "long enough", "device_id": "ZOYAS"}
            """);

        var second = await town.SendAsync(HttpMethod.Post, Register, $$"""
            {"auth": {"type": "m.login.dummy", "session": "{{first.Text("session")}}"} }
            """);

        second.Accepted().Text("user_id").ShouldBe($"@zoya:{Town.ServerName}");
        second.Text("device_id").ShouldBe("ZOYAS");
    }

    [Fact]
    public async Task A_registration_whose_answer_was_lost_is_repeated_without_harm()
    {
        var first = await town.SendAsync(HttpMethod.Post, Register, """{"username": "yuri", "password": "long enough"}""");
        var proof = $$"""
            {"username": "yuri", "password": "long enough", "auth": {"type": "m.login.dummy", "session": "{{first.Text("session")}}"} }
            """;
        (await town.SendAsync(HttpMethod.Post, Register, proof)).Accepted();

        var again = (await town.SendAsync(HttpMethod.Post, Register, proof)).Accepted();

        again.Text("user_id").ShouldBe($"@yuri:{Town.ServerName}");
        (await town.Http.AskAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, again.Text("access_token"))).Accepted();
        (await RegisterAsync("yuri")).Refused(400, "M_USER_IN_USE");
    }

    [Fact]
    public async Task A_session_begun_for_one_name_does_not_register_another()
    {
        var first = await town.SendAsync(HttpMethod.Post, Register, """{"username": "vera", "password": "long enough"}""");

        var second = await town.SendAsync(HttpMethod.Post, Register, $$"""
            {"username": "mallory", "password": "long enough", "auth": {"type": "m.login.dummy", "session": "{{first.Text("session")}}"} }
            """);

        second.Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task A_name_belongs_to_one_person()
    {
        var anna = await town.PersonAsync("anna");

        (await RegisterAsync(anna.Name.ToUpperInvariant())).Refused(400, "M_USER_IN_USE");
        (await town.SendAsync(HttpMethod.Get, $"{Register}/available?username={anna.Name}")).Refused(400, "M_USER_IN_USE");
        (await town.SendAsync(HttpMethod.Get, $"{Register}/available?username=nobody-yet")).Accepted();
    }

    [Fact]
    public async Task Two_who_want_the_same_name_at_once_do_not_both_get_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RegisterAsync("contended")));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Count(answer => answer.Code == "M_USER_IN_USE").ShouldBe(7);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("quote\"")]
    [InlineData("colon:colon")]
    [InlineData("имя")]
    public async Task A_name_outside_the_grammar_is_refused(string name) =>
        (await RegisterAsync(name)).Refused(400, "M_INVALID_USERNAME");

    [Fact]
    public async Task A_name_that_makes_the_user_id_too_long_is_refused() =>
        (await RegisterAsync(new string('a', 250))).Refused(400, "M_INVALID_USERNAME");

    [Fact]
    public async Task A_short_password_is_refused() =>
        (await RegisterAsync("weak", "short")).Refused(400, "M_WEAK_PASSWORD");

    [Fact]
    public async Task Without_a_name_the_server_makes_one_up()
    {
        var answer = await town.SendAsync(HttpMethod.Post, Register, """{"password": "long enough", "auth": {"type": "m.login.dummy"} }""");

        answer.Accepted().Text("user_id").ShouldEndWith($":{Town.ServerName}");
    }

    [Fact]
    public async Task Who_does_not_want_a_session_gets_none()
    {
        var answer = await town.SendAsync(HttpMethod.Post, Register, """
            {"username": "quiet", "password": "long enough", "inhibit_login": true, "auth": {"type": "m.login.dummy"} }
            """);

        answer.Accepted().Has("access_token").ShouldBeFalse();
    }

    [Fact]
    public async Task A_guest_gets_a_device_of_the_servers_choice()
    {
        var answer = await town.SendAsync(HttpMethod.Post, $"{Register}?kind=guest", """{"device_id": "MINE"}""");

        answer.Accepted().Text("device_id").ShouldNotBe("MINE");
        var who = await town.Http.AskAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, answer.Text("access_token"));
        who["is_guest"].GetBoolean().ShouldBeTrue();
    }

    private Task<Answer> RegisterAsync(string name, string password = "long enough") =>
        town.SendAsync(HttpMethod.Post, Register, new JsonObject
        {
            ["username"] = name,
            ["password"] = password,
            ["auth"] = new JsonObject { ["type"] = "m.login.dummy" },
        }.ToJsonString());
}

public sealed class ClosedTown : Town
{
    protected override void Configure(JsonObject vestnik) => vestnik.Remove("Registration");
}

public sealed class ClosedRegistrationTests(ClosedTown town) : IClassFixture<ClosedTown>
{
    [Theory]
    [InlineData("user", "M_FORBIDDEN")]
    [InlineData("guest", "M_GUEST_ACCESS_FORBIDDEN")]
    public async Task Registration_is_closed_unless_the_operator_opens_it(string kind, string code) =>
        (await town.SendAsync(HttpMethod.Post, $"/_matrix/client/v3/register?kind={kind}", "{}")).Refused(403, code);
}

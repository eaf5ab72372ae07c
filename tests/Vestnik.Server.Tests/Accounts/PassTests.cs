using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Accounts;

public sealed class PassesOnSqliteTests(TownWithStandingClock town) : PassTests(town, town.Time), IClassFixture<TownWithStandingClock>;

public sealed class PassesOnPostgreSqlTests(TownOnPostgreSqlWithStandingClock town) : PassTests(town, town.Time), IClassFixture<TownOnPostgreSqlWithStandingClock>;

public sealed class TownWithStandingClock : Town
{
    public StandingClock Time { get; } = new();

    public override TimeProvider Clock => Time;
}

public sealed class TownOnPostgreSqlWithStandingClock : TownOnPostgreSql
{
    public StandingClock Time { get; } = new();

    public override TimeProvider Clock => Time;
}

/// <summary>Tokens for one thing and a short time.</summary>
public abstract class PassTests(Town town, StandingClock clock)
{
    private const string UserInfo = "/_matrix/federation/v1/openid/userinfo";
    private const string GetToken = "/_matrix/client/v1/login/get_token";

    [Fact]
    public async Task Another_service_learns_from_an_openid_token_who_somebody_is_and_nothing_else()
    {
        var anna = await town.PersonAsync("anna");

        var given = (await anna.PostAsync(OpenIdPath(anna))).Accepted();

        given.Text("matrix_server_name").ShouldBe(Town.ServerName);
        given.Text("token_type").ShouldBe("Bearer");
        var token = given.Text("access_token");
        (await AskWhoAsync(token)).Accepted().Text("sub").ShouldBe(anna.UserId);
        (await AskWhoAsync(token)).Accepted();
        (await town.Http.AskAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, token)).Refused(401, "M_UNKNOWN_TOKEN");
        (await LogInAsync(token)).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task An_openid_token_of_somebody_else_an_old_one_and_a_made_up_one_are_refused()
    {
        var (anna, eve) = (await town.PersonAsync("anna"), await town.PersonAsync("eve"));
        (await eve.PostAsync(OpenIdPath(anna))).Refused(403, "M_FORBIDDEN");

        var given = (await anna.PostAsync(OpenIdPath(anna))).Accepted();
        (await AskWhoAsync(given.Text("access_token"))).Accepted();
        clock.Pass(TimeSpan.FromSeconds(given["expires_in"].GetInt64() + 1));

        (await AskWhoAsync(given.Text("access_token"))).Refused(401, "M_UNKNOWN_TOKEN");
        (await AskWhoAsync("made-up")).Refused(401, "M_UNKNOWN_TOKEN");
        (await AskWhoAsync(anna.AccessToken)).Refused(401, "M_UNKNOWN_TOKEN");
        (await town.SendAsync(HttpMethod.Get, UserInfo)).Refused(401, "M_MISSING_TOKEN");
    }

    [Fact]
    public async Task A_signed_in_device_signs_one_other_in()
    {
        var anna = await town.PersonAsync("anna");
        var token = await TokenAsync(anna);

        var session = (await LogInAsync(token)).Accepted();

        session.Text("user_id").ShouldBe(anna.UserId);
        session.Text("device_id").ShouldNotBe(anna.DeviceId);
        (await town.Http.AskAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, session.Text("access_token"))).Accepted();
        (await LogInAsync(token)).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task A_token_to_sign_in_with_asks_for_the_password_each_time()
    {
        var anna = await town.PersonAsync("anna");
        var first = await anna.PostAsync(GetToken);
        first.Status.ShouldBe(401);
        var proof = Proof(anna, first.Text("session"));
        (await anna.PostAsync(GetToken, proof)).Accepted();

        (await anna.PostAsync(GetToken, $$"""{"auth": {"type": "m.login.password", "session": "{{first.Text("session")}}"} }""")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_token_to_sign_in_with_ends_after_two_minutes_and_with_a_new_password()
    {
        var anna = await town.PersonAsync("anna");
        var late = await TokenAsync(anna);
        clock.Pass(TimeSpan.FromSeconds(121));
        (await LogInAsync(late)).Refused(403, "M_FORBIDDEN");

        var replaced = await TokenAsync(anna);
        (await anna.PostAsync("/_matrix/client/v3/account/password", $$"""
            {"new_password": "another good password", "logout_devices": false, "auth": {{AuthOf(anna, null)}} }
            """)).Accepted();

        (await LogInAsync(replaced)).Refused(403, "M_FORBIDDEN");
        (await LogInAsync("made-up")).Refused(403, "M_FORBIDDEN");
        (await town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/login", """{"type": "m.login.token"}""")).Refused(400, "M_MISSING_PARAM");
    }

    [Fact]
    public async Task Clients_are_told_that_devices_may_sign_others_in()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync("/_matrix/client/v3/capabilities")).Accepted()["capabilities"]
            .GetProperty("m.get_login_token").GetProperty("enabled").GetBoolean().ShouldBeTrue();
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v3/login")).Accepted()["flows"].EnumerateArray()
            .ShouldContain(flow => flow.GetProperty("type").GetString() == "m.login.token" && flow.GetProperty("get_login_token").GetBoolean());
    }

    private static string OpenIdPath(Person person) => $"/_matrix/client/v3/user/{Escaped(person.UserId)}/openid/request_token";

    private static string Proof(Person person, string? session) => $$"""{"auth": {{AuthOf(person, session)}} }""";

    private static string AuthOf(Person person, string? session) => $$"""
        {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{person.Name}}"}, "password": "{{Person.Password}}"
         {{(session is null ? "" : $", \"session\": \"{session}\"")}} }
        """;

    private static async Task<string> TokenAsync(Person person) =>
        (await person.PostAsync(GetToken, Proof(person, null))).Accepted().Text("login_token");

    private Task<Answer> AskWhoAsync(string token) => town.SendAsync(HttpMethod.Get, $"{UserInfo}?access_token={Escaped(token)}");

    private Task<Answer> LogInAsync(string token) =>
        town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/login", $$"""{"type": "m.login.token", "token": "{{token}}"}""");
}

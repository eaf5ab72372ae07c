namespace Vestnik.Server.Tests.Accounts;

public sealed class SignInOnSqliteTests(Town town) : SignInTests(town), IClassFixture<Town>;

public sealed class SignInOnPostgreSqlTests(TownOnPostgreSql town) : SignInTests(town), IClassFixture<TownOnPostgreSql>;

public abstract class SignInTests(Town town)
{
    private const string Login = "/_matrix/client/v3/login";
    private const string WhoAmI = "/_matrix/client/v3/account/whoami";

    [Fact]
    public async Task Somebody_signs_in_on_another_device()
    {
        var anna = await town.PersonAsync("anna");

        var phone = await anna.OnAnotherDeviceAsync("PHONE");

        phone.DeviceId.ShouldBe("PHONE");
        (await phone.GetAsync(WhoAmI)).Accepted().Text("device_id").ShouldBe("PHONE");
        (await anna.GetAsync(WhoAmI)).Accepted();
    }

    [Fact]
    public async Task The_old_form_of_signing_in_still_works()
    {
        var anna = await town.PersonAsync("anna");

        (await town.SendAsync(HttpMethod.Post, Login, $$"""
            {"type": "m.login.password", "user": "{{anna.UserId}}", "password": "{{Person.Password}}"}
            """)).Accepted().Text("user_id").ShouldBe(anna.UserId);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_look_alike()
    {
        var anna = await town.PersonAsync("anna");

        var wrong = (await LoginAsync(anna.Name, "not the password")).Refused(403, "M_FORBIDDEN");
        var unknown = (await LoginAsync("nobody-at-all", "not the password")).Refused(403, "M_FORBIDDEN");

        unknown.Text("error").ShouldBe(wrong.Text("error"));
    }

    [Fact]
    public async Task Signing_in_again_on_a_device_ends_its_earlier_session()
    {
        var anna = await town.PersonAsync("anna");
        var first = await anna.OnAnotherDeviceAsync("TABLET");
        (await first.GetAsync(WhoAmI)).Accepted();

        await anna.OnAnotherDeviceAsync("TABLET");

        (await first.GetAsync(WhoAmI)).Refused(401, "M_UNKNOWN_TOKEN");
    }

    [Fact]
    public async Task Who_logs_out_is_out_at_once()
    {
        var anna = await town.PersonAsync("anna");
        var phone = await anna.OnAnotherDeviceAsync();
        (await phone.GetAsync(WhoAmI)).Accepted();

        (await phone.PostAsync("/_matrix/client/v3/logout")).Accepted();

        (await phone.GetAsync(WhoAmI)).Refused(401, "M_UNKNOWN_TOKEN");
        (await anna.GetAsync(WhoAmI)).Accepted();
    }

    [Fact]
    public async Task Who_logs_out_everywhere_is_out_on_every_device()
    {
        var anna = await town.PersonAsync("anna");
        var phone = await anna.OnAnotherDeviceAsync();

        (await phone.PostAsync("/_matrix/client/v3/logout/all")).Accepted();

        (await phone.GetAsync(WhoAmI)).Refused(401, "M_UNKNOWN_TOKEN");
        (await anna.GetAsync(WhoAmI)).Refused(401, "M_UNKNOWN_TOKEN");
    }

    [Fact]
    public async Task A_session_survives_a_restart_of_the_server()
    {
        var anna = await town.PersonAsync("anna");

        await town.RestartAsync();

        (await anna.GetAsync(WhoAmI)).Accepted();
    }

    [Fact]
    public async Task Without_a_token_nobody_is_anybody() =>
        (await town.SendAsync(HttpMethod.Get, WhoAmI)).Refused(401, "M_MISSING_TOKEN");

    [Fact]
    public async Task A_refresh_token_gives_new_tokens_and_ends_the_old_ones_once_they_are_used()
    {
        var anna = await town.PersonAsync("anna");
        var session = (await town.SendAsync(HttpMethod.Post, Login, $$"""
            {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{anna.Name}}"},
             "password": "{{Person.Password}}", "refresh_token": true}
            """)).Accepted();
        session["expires_in_ms"].GetInt64().ShouldBeGreaterThan(0);

        var refreshed = (await RefreshAsync(session.Text("refresh_token"))).Accepted();

        (await WhoIsAsync(session.Text("access_token"))).Accepted();
        (await WhoIsAsync(refreshed.Text("access_token"))).Accepted();
        (await WhoIsAsync(session.Text("access_token"))).Refused(401, "M_UNKNOWN_TOKEN");
        (await RefreshAsync(session.Text("refresh_token"))).Refused(401, "M_UNKNOWN_TOKEN");
        (await RefreshAsync(refreshed.Text("refresh_token"))).Accepted();
    }

    [Fact]
    public async Task A_lost_answer_to_a_refresh_locks_nobody_out()
    {
        var anna = await town.PersonAsync("anna");
        var session = (await town.SendAsync(HttpMethod.Post, Login, $$"""
            {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{anna.Name}}"},
             "password": "{{Person.Password}}", "refresh_token": true}
            """)).Accepted();
        var lost = (await RefreshAsync(session.Text("refresh_token"))).Accepted();

        var again = (await RefreshAsync(session.Text("refresh_token"))).Accepted();

        (await WhoIsAsync(lost.Text("access_token"))).Refused(401, "M_UNKNOWN_TOKEN");
        (await WhoIsAsync(again.Text("access_token"))).Accepted();
    }

    private Task<Answer> LoginAsync(string name, string password) => town.SendAsync(HttpMethod.Post, Login, $$"""
        {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{name}}"}, "password": "{{password}}"}
        """);

    private Task<Answer> RefreshAsync(string token) =>
        town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/refresh", $$"""{"refresh_token": "{{token}}"}""");

    private Task<Answer> WhoIsAsync(string token) => town.Http.AskAsync(HttpMethod.Get, WhoAmI, null, token);
}

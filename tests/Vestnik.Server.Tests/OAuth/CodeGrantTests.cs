using Vestnik.Server.Tests.Accounts;

namespace Vestnik.Server.Tests.OAuth;

public sealed class CodeGrantOnSqliteTests(TownWithStandingClock town) : CodeGrantTests(town, town.Time), IClassFixture<TownWithStandingClock>;

public sealed class CodeGrantOnPostgreSqlTests(TownOnPostgreSqlWithStandingClock town) : CodeGrantTests(town, town.Time), IClassFixture<TownOnPostgreSqlWithStandingClock>;

/// <summary>A program sends a person to the server's pages and gets a session.</summary>
public abstract class CodeGrantTests(Town town, StandingClock clock)
{
    [Fact]
    public async Task A_person_signs_in_lets_a_program_in_and_the_program_has_a_session()
    {
        var (anna, client) = (await town.PersonAsync("anna"), await Client.OfAsync(town));
        var browser = new Browser(town);

        var signIn = await browser.VisitAsync(client.Address());
        signIn.Text.ShouldContain("Sign in");
        var question = await browser.SignInAsync(anna, signIn);
        question.Text.ShouldContain("Let Client of the tests in?");
        question.Text.ShouldContain(anna.UserId);
        question.Text.ShouldContain(client.DeviceId);
        question.Policy.ShouldContain("form-action 'self' https://client.example;");
        var sent = await browser.SubmitAsync(question, "consent", ("decision", "allow"));

        sent.Location!.ShouldStartWith($"{Client.Redirect}#");
        sent.Sent('#')["state"].ShouldBe("the state of the client");
        var session = (await client.ExchangeAsync(sent.Sent('#')["code"])).Accepted();
        session.Text("token_type").ShouldBe("Bearer");
        session.Text("scope").ShouldBe(client.Scope);
        session["expires_in"].GetInt64().ShouldBeInRange(60, 3600);
        var who = (await town.WhoAmIAsync(session.Text("access_token"))).Accepted();
        (who.Text("user_id"), who.Text("device_id")).ShouldBe((anna.UserId, client.DeviceId));
        (await anna.GetAsync($"/_matrix/client/v3/devices/{client.DeviceId}")).Accepted().Text("display_name").ShouldBe("Client of the tests");
    }

    [Fact]
    public async Task The_answer_comes_in_the_query_when_the_program_asks_for_it_there()
    {
        var (anna, client) = (await town.PersonAsync("anna"), await Client.OfAsync(town));
        var browser = new Browser(town);

        var question = await browser.SignInAsync(anna, await browser.VisitAsync(client.Address(("response_mode", "query"))));
        var sent = await browser.SubmitAsync(question, "consent", ("decision", "allow"));

        sent.Location!.ShouldStartWith($"{Client.Redirect}?");
        (await client.ExchangeAsync(sent.Sent('?')["code"])).Accepted();
    }

    [Fact]
    public async Task A_person_who_refuses_is_sent_back_and_the_program_learns_only_that()
    {
        var (anna, client) = (await town.PersonAsync("anna"), await Client.OfAsync(town));
        var browser = new Browser(town);

        var question = await browser.SignInAsync(anna, await browser.VisitAsync(client.Address()));
        var sent = await browser.SubmitAsync(question, "consent", ("decision", "refuse"));

        sent.Sent('#')["error"].ShouldBe("access_denied");
        sent.Sent('#')["state"].ShouldBe("the state of the client");
        sent.Sent('#').ShouldNotContainKey("code");
        (await anna.GetAsync($"/_matrix/client/v3/devices/{client.DeviceId}")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task A_refresh_token_gives_new_tokens_and_is_itself_replaced()
    {
        var (anna, client) = (await town.PersonAsync("anna"), await Client.OfAsync(town));
        var first = (await client.ExchangeAsync(await client.AskAsync(anna))).Accepted();

        clock.Pass(TimeSpan.FromHours(2));
        (await town.WhoAmIAsync(first.Text("access_token"))).Refused(401, "M_UNKNOWN_TOKEN");
        var lost = (await client.RefreshAsync(first.Text("refresh_token"))).Accepted();
        var second = (await client.RefreshAsync(first.Text("refresh_token"))).Accepted();

        (await town.WhoAmIAsync(lost.Text("access_token"))).Refused(401, "M_UNKNOWN_TOKEN");
        second.Text("scope").ShouldBe(client.Scope);
        (await town.WhoAmIAsync(second.Text("access_token"))).Accepted().Text("device_id").ShouldBe(client.DeviceId);
        (await client.RefreshAsync(first.Text("refresh_token"))).RefusedByOAuth("invalid_grant");
        (await client.RefreshAsync(second.Text("refresh_token"))).Accepted();
    }

    [Fact]
    public async Task A_code_needs_the_verifier_the_address_and_the_program_that_it_was_asked_for_with()
    {
        var (anna, client, other) = (await town.PersonAsync("anna"), await Client.OfAsync(town), await OtherAsync());
        var code = await client.AskAsync(anna);

        (await client.ExchangeAsync(code, ("code_verifier", other.Verifier))).RefusedByOAuth("invalid_grant");
        (await client.ExchangeAsync(code, ("code_verifier", null))).RefusedByOAuth("invalid_request");
        (await client.ExchangeAsync(code, ("redirect_uri", "https://client.example/other"))).RefusedByOAuth("invalid_grant");
        (await client.ExchangeAsync(code, ("client_id", other.Id))).RefusedByOAuth("invalid_grant");
        (await client.ExchangeAsync(code, ("client_id", "vsc_unknown"))).RefusedByOAuth("invalid_grant");
        (await client.ExchangeAsync("made up")).RefusedByOAuth("invalid_grant");
        (await client.ExchangeAsync(code)).Accepted();
    }

    [Fact]
    public async Task A_code_that_comes_a_second_time_ends_what_it_gave()
    {
        var (anna, client) = (await town.PersonAsync("anna"), await Client.OfAsync(town));
        var code = await client.AskAsync(anna);
        var session = (await client.ExchangeAsync(code)).Accepted();
        (await town.WhoAmIAsync(session.Text("access_token"))).Accepted();

        (await client.ExchangeAsync(code)).RefusedByOAuth("invalid_grant");

        (await town.WhoAmIAsync(session.Text("access_token"))).Refused(401, "M_UNKNOWN_TOKEN");
        (await client.RefreshAsync(session.Text("refresh_token"))).RefusedByOAuth("invalid_grant");
        (await anna.GetAsync("/_matrix/client/v3/account/whoami")).Accepted();
    }

    [Fact]
    public async Task A_code_is_good_for_a_minute_and_no_longer()
    {
        var (anna, client) = (await town.PersonAsync("anna"), await Client.OfAsync(town));
        var code = await client.AskAsync(anna);

        clock.Pass(TimeSpan.FromSeconds(61));

        (await client.ExchangeAsync(code)).RefusedByOAuth("invalid_grant");
    }

    [Fact]
    public async Task A_refresh_token_serves_only_the_program_that_it_was_given_to()
    {
        var (anna, client, other) = (await town.PersonAsync("anna"), await Client.OfAsync(town), await OtherAsync());
        var session = (await client.ExchangeAsync(await client.AskAsync(anna))).Accepted();

        (await other.RefreshAsync(session.Text("refresh_token"))).RefusedByOAuth("invalid_grant");
        (await client.RefreshAsync("vsr_made-up")).RefusedByOAuth("invalid_grant");
        (await client.RefreshAsync(session.Text("refresh_token"))).Accepted();
    }

    [Fact]
    public async Task Whoever_revokes_one_of_the_tokens_ends_the_session()
    {
        var anna = await town.PersonAsync("anna");
        foreach (var name in (string[])["access_token", "refresh_token"])
        {
            var client = await Client.OfAsync(town);
            var session = (await client.ExchangeAsync(await client.AskAsync(anna))).Accepted();
            (await town.WhoAmIAsync(session.Text("access_token"))).Accepted();

            (await client.RevokeAsync(session.Text(name))).Status.ShouldBe(200);

            (await town.WhoAmIAsync(session.Text("access_token"))).Refused(401, "M_UNKNOWN_TOKEN");
            (await client.RefreshAsync(session.Text("refresh_token"))).RefusedByOAuth("invalid_grant");
            (await client.RevokeAsync(session.Text(name))).Status.ShouldBe(200);
        }

        var nobody = await Client.OfAsync(town);
        (await nobody.PostAsync("/oauth2/revoke")).RefusedByOAuth("invalid_request");
        (await nobody.PostAsync("/oauth2/revoke", ("token", "x"), ("token_type_hint", "id_token"))).RefusedByOAuth("unsupported_token_type");
    }

    [Fact]
    public async Task Nobody_is_sent_to_an_address_that_the_program_has_not_registered()
    {
        var (client, browser) = (await Client.OfAsync(town), new Browser(town));

        foreach (var address in (string[])
            [
                client.Address(("redirect_uri", "https://eve.example/callback")),
                client.Address(("redirect_uri", "https://client.example/callback?more")),
                client.Address(("redirect_uri", null)),
                client.Address(("client_id", "vsc_unknown")),
                client.Address(("client_id", null)),
            ])
        {
            var page = await browser.GetAsync(address);
            page.Status.ShouldBe(400, address);
            page.Location.ShouldBeNull();
            page.Text.ShouldContain("This sign-in cannot go on");
        }

        (await browser.GetAsync(client.Address())).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_program_that_asks_in_a_wrong_way_learns_it_at_its_own_address()
    {
        var (client, browser) = (await Client.OfAsync(town), new Browser(town));

        (await ErrorAsync(("code_challenge", null), ("code_challenge_method", null))).ShouldBe("invalid_request");
        (await ErrorAsync(("code_challenge_method", "plain"))).ShouldBe("invalid_request");
        (await ErrorAsync(("response_type", "token"))).ShouldBeOneOf("unsupported_response_type", "invalid_request");
        (await ErrorAsync(("scope", "urn:matrix:client:api:*"))).ShouldBe("invalid_scope");
        (await ErrorAsync(("scope", $"{client.Scope} urn:matrix:client:device:OTHERDEVICE"))).ShouldBe("invalid_scope");
        (await ErrorAsync(("scope", "openid"))).ShouldBe("invalid_scope");
        (await ErrorAsync(("prompt", "none"))).ShouldBe("interaction_required");

        async Task<string> ErrorAsync(params (string, string?)[] changes)
        {
            var leaf = await browser.GetAsync(client.Address(changes));
            (leaf.Location ?? leaf.Body).ShouldStartWith(Client.Redirect);
            return leaf.Location!.Contains('#', StringComparison.Ordinal) ? leaf.Sent('#')["error"] : leaf.Sent('?')["error"];
        }
    }

    [Fact]
    public async Task A_session_ends_with_a_new_password_and_so_do_codes_and_the_account_page()
    {
        var (anna, client, late) = (await town.PersonAsync("anna"), await Client.OfAsync(town), await OtherAsync());
        var browser = new Browser(town);
        var session = (await client.ExchangeAsync(await client.AskAsync(anna, browser))).Accepted();
        (await browser.VisitAsync("/account")).Text.ShouldContain("Your account");

        var auth = $$"""{"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{anna.Name}}"}, "password": "{{Person.Password}}"}""";
        (await anna.PostAsync("/_matrix/client/v3/account/password", $$"""{"new_password": "another battery staple", "auth": {{auth}} }""")).Accepted();

        (await town.WhoAmIAsync(session.Text("access_token"))).Refused(401, "M_UNKNOWN_TOKEN");
        (await browser.VisitAsync("/account")).Text.ShouldContain("Sign in");
        late.Id.ShouldNotBe(client.Id);
    }

    private Task<Client> OtherAsync() => Client.OfAsync(town, metadata => metadata["client_name"] = "Another client");
}

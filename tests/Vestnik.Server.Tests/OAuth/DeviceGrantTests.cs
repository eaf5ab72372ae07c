using Vestnik.Server.Tests.Accounts;

namespace Vestnik.Server.Tests.OAuth;

public sealed class DeviceGrantOnSqliteTests(TownWithStandingClock town) : DeviceGrantTests(town, town.Time), IClassFixture<TownWithStandingClock>;

public sealed class DeviceGrantOnPostgreSqlTests(TownOnPostgreSqlWithStandingClock town) : DeviceGrantTests(town, town.Time), IClassFixture<TownOnPostgreSqlWithStandingClock>;

/// <summary>Devices without a browser, and requests that are sent ahead.</summary>
public abstract class DeviceGrantTests(Town town, StandingClock clock)
{
    [Fact]
    public async Task A_device_without_a_browser_is_let_in_from_another_screen()
    {
        var (anna, client) = (await town.PersonAsync("anna"), await Client.OfAsync(town));
        var browser = new Browser(town);
        var waiting = await AskAsync(client);

        waiting.Text("verification_uri").ShouldBe("http://town.example/account/link");
        waiting["expires_in"].GetInt64().ShouldBeInRange(600, 1200);
        waiting["interval"].GetInt64().ShouldBe(5);
        clock.Pass(TimeSpan.FromSeconds(5));
        (await PollAsync(client, waiting)).RefusedByOAuth("authorization_pending");
        (await PollAsync(client, waiting)).RefusedByOAuth("slow_down");

        var question = await browser.SignInAsync(anna, await browser.VisitAsync(waiting.Text("verification_uri_complete")));
        question.Text.ShouldContain("Let Client of the tests in?");
        question.Text.ShouldContain(client.DeviceId);
        (await browser.SubmitAsync(question, "link-consent", ("decision", "allow"))).Text.ShouldContain("The device is in");

        clock.Pass(TimeSpan.FromSeconds(5));
        var session = (await PollAsync(client, waiting)).Accepted();
        session.Text("scope").ShouldBe(client.Scope);
        var who = (await town.WhoAmIAsync(session.Text("access_token"))).Accepted();
        (who.Text("user_id"), who.Text("device_id")).ShouldBe((anna.UserId, client.DeviceId));
        (await client.RefreshAsync(session.Text("refresh_token"))).Accepted();
        (await PollAsync(client, waiting)).RefusedByOAuth("invalid_grant");
    }

    [Fact]
    public async Task The_code_may_be_typed_in_small_letters_and_without_the_hyphen()
    {
        var (anna, client) = (await town.PersonAsync("anna"), await Client.OfAsync(town));
        var browser = new Browser(town);
        var waiting = await AskAsync(client);

        var entry = await browser.SignInAsync(anna, await browser.VisitAsync("/account/link"));
        var typed = waiting.Text("user_code").Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
        var question = await browser.SubmitAsync(entry, "link", ("user_code", typed));

        question.Text.ShouldContain(client.DeviceId);
        (await browser.SubmitAsync(entry, "link", ("user_code", "BBBB-BBBB"))).Text.ShouldContain("No device is waiting");
        (await browser.SubmitAsync(entry, "link", ("user_code", "nonsense that is long"))).Text.ShouldContain("No device is waiting");
    }

    [Fact]
    public async Task A_device_that_is_refused_or_forgotten_or_of_another_program_gets_nothing()
    {
        var (anna, client) = (await town.PersonAsync("anna"), await Client.OfAsync(town));
        var other = await Client.OfAsync(town, metadata => metadata["client_name"] = "Another client");
        var browser = new Browser(town);
        var (refused, late, stolen) = (await AskAsync(client), await AskAsync(client), await AskAsync(client));

        var question = await browser.SignInAsync(anna, await browser.VisitAsync(refused.Text("verification_uri_complete")));
        (await browser.SubmitAsync(question, "link-consent", ("decision", "refuse"))).Text.ShouldContain("kept out");
        (await PollAsync(client, refused)).RefusedByOAuth("access_denied");
        (await browser.SubmitAsync(question, "link-consent", ("decision", "allow"))).Text.ShouldContain("No device is waiting");

        var granted = await browser.VisitAsync(stolen.Text("verification_uri_complete"));
        await browser.SubmitAsync(granted, "link-consent", ("decision", "allow"));
        (await PollAsync(other, stolen)).RefusedByOAuth("invalid_grant");
        (await PollAsync(client, stolen)).Accepted();

        clock.Pass(TimeSpan.FromMinutes(21));
        (await PollAsync(client, late)).RefusedByOAuth("expired_token");
    }

    [Fact]
    public async Task A_program_must_be_registered_for_the_device_grant_and_ask_for_one_device()
    {
        var client = await Client.OfAsync(town);
        var web = await Client.OfAsync(town, metadata => metadata["grant_types"] = new System.Text.Json.Nodes.JsonArray("authorization_code", "refresh_token"));

        (await web.PostAsync("/oauth2/device", ("scope", web.Scope))).RefusedByOAuth("unauthorized_client");
        (await client.PostAsync("/oauth2/device", ("scope", "openid"))).RefusedByOAuth("invalid_scope");
        (await client.PostAsync("/oauth2/device", ("scope", client.Scope), ("client_id", "vsc_unknown"))).RefusedByOAuth("invalid_client", 401);
        (await client.PostAsync("/oauth2/device", ("scope", client.Scope))).Accepted();
    }

    [Fact]
    public async Task A_request_that_was_sent_ahead_is_what_the_person_answers()
    {
        var (anna, client) = (await town.PersonAsync("anna"), await Client.OfAsync(town));
        var browser = new Browser(town);
        var pushed = await client.PostAsync("/oauth2/par", [.. client.Parameters().Select(parameter => (parameter.Key, (string?)parameter.Value))]);
        pushed.Status.ShouldBe(201, pushed.Body.ToString());

        var address = $"/oauth2/authorize?client_id={client.Id}&request_uri={Uri.EscapeDataString(pushed.Text("request_uri"))}";
        var question = await browser.SignInAsync(anna, await browser.VisitAsync(address));
        question.Text.ShouldContain(client.DeviceId);
        var sent = await browser.SubmitAsync(question, "consent", ("decision", "allow"));

        sent.Location!.ShouldStartWith($"{Client.Redirect}#");
        sent.Sent('#')["state"].ShouldBe("the state of the client");
        (await client.ExchangeAsync(sent.Sent('#')["code"])).Accepted();

        clock.Pass(TimeSpan.FromMinutes(11));
        (await browser.GetAsync(address)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_request_that_is_wrong_is_refused_before_the_person_sees_it()
    {
        var client = await Client.OfAsync(town);

        (await PushAsync(("redirect_uri", "https://eve.example/"))).RefusedByOAuth("invalid_request");
        (await PushAsync(("code_challenge", null))).RefusedByOAuth("invalid_request");
        (await PushAsync(("scope", "openid"))).RefusedByOAuth("invalid_scope");
        (await PushAsync(("client_id", "vsc_unknown"))).RefusedByOAuth("invalid_client", 401);
        (await new Browser(town).GetAsync($"/oauth2/authorize?client_id={client.Id}&request_uri=urn:ietf:params:oauth:request_uri:made-up")).Status.ShouldBe(400);

        Task<Answer> PushAsync((string, string?) change) =>
            client.PostAsync("/oauth2/par", [.. client.Parameters(change).Select(parameter => (parameter.Key, (string?)parameter.Value))]);
    }

    private static async Task<Answer> AskAsync(Client client) => (await client.PostAsync("/oauth2/device", ("scope", client.Scope))).Accepted();

    private static Task<Answer> PollAsync(Client client, Answer waiting) =>
        client.TokenAsync(("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", waiting.Text("device_code")));
}

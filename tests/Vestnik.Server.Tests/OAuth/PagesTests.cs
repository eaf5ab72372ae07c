using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Server.Tests.OAuth;

public sealed class TownWithInvitations : Town
{
    protected override void Configure(System.Text.Json.Nodes.JsonObject vestnik)
    {
        ArgumentNullException.ThrowIfNull(vestnik);
        vestnik["Registration"] = new System.Text.Json.Nodes.JsonObject { ["Enabled"] = false };
        vestnik["RateLimits"] = new System.Text.Json.Nodes.JsonObject { ["Enabled"] = true };
    }
}

/// <summary>The account pages in a browser without JavaScript.</summary>
public sealed class PagesTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Somebody_new_makes_an_account_on_the_way_into_a_program()
    {
        var (client, browser) = (await Client.OfAsync(town), new Browser(town));

        var page = await browser.VisitAsync(client.Address(("prompt", "create")));
        page.Text.ShouldContain("Create an account");
        var answer = await browser.SubmitAsync(page, "sign-up", ("user", "newcomer"), ("password", "a long enough password"));
        var question = await browser.VisitAsync(answer.Location!);
        question.Text.ShouldContain("@newcomer:town.example");
        var sent = await browser.SubmitAsync(question, "consent", ("decision", "allow"));

        var session = (await client.ExchangeAsync(sent.Sent('#')["code"])).Accepted();
        (await town.WhoAmIAsync(session.Text("access_token"))).Accepted().Text("user_id").ShouldBe("@newcomer:town.example");
    }

    [Fact]
    public async Task A_new_account_needs_a_free_name_and_a_good_password()
    {
        var (anna, browser) = (await town.PersonAsync("anna"), new Browser(town));
        var page = await browser.GetAsync("/account/sign-up");

        (await browser.SubmitAsync(page, "sign-up", ("user", anna.Name), ("password", "a long enough password"))).Text.ShouldContain("This user name is taken");
        (await browser.SubmitAsync(page, "sign-up", ("user", "some body"), ("password", "a long enough password"))).Text.ShouldContain("small Latin letters");
        (await browser.SubmitAsync(page, "sign-up", ("user", "weak-one"), ("password", "short"))).Text.ShouldContain("at least 8 characters");
        (await browser.GetAsync("/account")).Location.ShouldBe("/account/sign-in");
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_look_alike()
    {
        var (anna, browser) = (await town.PersonAsync("anna"), new Browser(town));
        var page = await browser.GetAsync("/account/sign-in");

        var wrong = await browser.SubmitAsync(page, "sign-in", ("user", anna.Name), ("password", "not the password"));
        var unknown = await browser.SubmitAsync(page, "sign-in", ("user", "nobody-at-all"), ("password", "not the password"));

        (wrong.Status, unknown.Status).ShouldBe((403, 403));
        wrong.Body.Replace(anna.Name, "X", StringComparison.Ordinal).ShouldBe(unknown.Body.Replace("nobody-at-all", "X", StringComparison.Ordinal));
        (await browser.SubmitAsync(page, "sign-in", ("user", anna.UserId), ("password", Person.Password))).Location.ShouldBe("/account");
    }

    [Fact]
    public async Task A_form_that_another_site_has_the_browser_send_does_nothing()
    {
        var (anna, client, browser) = (await town.PersonAsync("anna"), await Client.OfAsync(town), new Browser(town));
        var question = await browser.SignInAsync(anna, await browser.VisitAsync(client.Address()));

        var forged = question.Form("consent").Fields.ToDictionary(StringComparer.Ordinal);
        forged["decision"] = "allow";
        forged["seal"] = "made up";
        (await browser.PostAsync("/oauth2/authorize", forged)).Location!.ShouldStartWith("/oauth2/authorize?");
        browser.Origin = "https://eve.example";
        (await browser.SubmitAsync(question, "consent", ("decision", "allow"))).Location!.ShouldStartWith("/oauth2/authorize?");
        browser.Origin = null;
        (await browser.SubmitAsync(question, "consent", ("decision", "allow"))).Location!.ShouldStartWith(Client.Redirect);
    }

    [Fact]
    public async Task The_cookie_of_before_the_sign_in_is_worth_nothing_after_it()
    {
        var (anna, browser) = (await town.PersonAsync("anna"), new Browser(town));
        var page = await browser.VisitAsync("/account");
        var before = browser.Cookie;

        await browser.SignInAsync(anna, page);

        browser.Cookie.ShouldNotBe(before);
        (await browser.GetAsync("/account")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Nobody_is_sent_from_the_sign_in_to_another_site()
    {
        var (anna, browser) = (await town.PersonAsync("anna"), new Browser(town));

        foreach (var next in (string[])["https://eve.example/", "//eve.example/", "/\\eve.example", "javascript:alert(1)", "/elsewhere", "/account.eve.example"])
        {
            var page = await browser.GetAsync($"/account/sign-in?next={Uri.EscapeDataString(next)}");
            (await browser.SubmitAsync(page, "sign-in", ("user", anna.Name), ("password", Person.Password))).Location.ShouldBe("/account", next);
        }
    }

    [Fact]
    public async Task What_a_program_or_a_person_writes_stays_text_on_the_page()
    {
        const string Script = "<script>alert(1)</script>\"'&";
        var (anna, browser) = (await town.PersonAsync("anna"), new Browser(town));
        var client = await Client.OfAsync(town, metadata => metadata["client_name"] = Script);

        var question = await browser.SignInAsync(anna, await browser.VisitAsync(client.Address(("state", Script))));
        question.Body.ShouldNotContain("<script>alert");
        question.Text.ShouldContain($"Let {Script} in?");
        question.Policy.ShouldContain("script-src 'self'");
        question.Policy.ShouldNotContain("unsafe");

        var sent = await browser.SubmitAsync(question, "consent", ("decision", "refuse"));
        sent.Sent('#')["state"].ShouldBe(Script);
        var again = await browser.SubmitAsync(await browser.GetAsync("/account/sign-in"), "sign-in", ("user", Script), ("password", "x"));
        again.Body.ShouldNotContain("<script>alert");
        again.Text.ShouldContain(Script);
    }

    [Fact]
    public async Task The_pages_speak_the_language_of_the_browser_until_the_person_chooses_another()
    {
        var browser = new Browser(town) { Language = "ru-RU,ru;q=0.9,en;q=0.8" };

        (await browser.GetAsync("/account/sign-in")).Text.ShouldContain("Войти");
        (await browser.GetAsync("/account/sign-in?lang=en")).Text.ShouldContain("Password");
        (await browser.GetAsync("/account/sign-in")).Text.ShouldContain("Password");
    }

    [Fact]
    public async Task A_person_sees_devices_and_signs_one_out()
    {
        var (anna, browser) = (await town.PersonAsync("anna"), new Browser(town));
        var phone = await anna.OnAnotherDeviceAsync("HERPHONE");

        var account = await browser.SignInAsync(anna);
        account.Text.ShouldContain("HERPHONE");
        var page = await browser.VisitAsync("/account?action=org.matrix.device_delete&device_id=HERPHONE");
        var done = await browser.VisitAsync((await browser.SubmitAsync(page, "sign-out-device")).Location!);

        done.Text.ShouldContain("The device has been signed out.");
        done.Text.ShouldNotContain("HERPHONE");
        (await phone.GetAsync("/_matrix/client/v3/account/whoami")).Refused(401, "M_UNKNOWN_TOKEN");
        (await anna.GetAsync("/_matrix/client/v3/account/whoami")).Accepted();
        (await browser.GetAsync("/account/device?device_id=HERPHONE")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_locked_person_and_whoever_has_left_see_nothing()
    {
        var (anna, keeper, browser) = (await town.PersonAsync("anna"), await town.AdministratorAsync(), new Browser(town));
        var account = await browser.SignInAsync(anna);

        (await keeper.PutAsync($"/_matrix/client/v1/admin/lock/{People.Escaped(anna.UserId)}", """{"locked": true}""")).Accepted();
        (await browser.GetAsync("/account")).Location.ShouldBe("/account/sign-in");
        var page = await browser.VisitAsync("/account");
        (await browser.SubmitAsync(page, "sign-in", ("user", anna.Name), ("password", Person.Password))).Text.ShouldContain("locked");
        (await keeper.PutAsync($"/_matrix/client/v1/admin/lock/{People.Escaped(anna.UserId)}", """{"locked": false}""")).Accepted();

        (await browser.SubmitAsync(account, "leave")).Location.ShouldBe("/account/sign-in");
        (await browser.GetAsync("/account")).Location.ShouldBe("/account/sign-in");
    }

    [Fact]
    public async Task A_client_of_the_older_sign_in_is_let_in_by_the_pages_too()
    {
        var (anna, browser) = (await town.PersonAsync("anna"), new Browser(town));
        var flows = (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v3/login")).Accepted()["flows"].EnumerateArray().ToList();
        flows.ShouldContain(flow => flow.GetProperty("type").GetString() == "m.login.sso" && flow.GetProperty("oauth_aware_preferred").GetBoolean());
        flows.ShouldContain(flow => flow.GetProperty("type").GetString() == "m.login.password");

        var page = await browser.VisitAsync("/_matrix/client/v3/login/sso/redirect?action=login&redirectUrl=" + Uri.EscapeDataString("https://old.example/in?x=1"));
        var question = await browser.SignInAsync(anna, page);
        question.Text.ShouldContain("old.example");
        var sent = await browser.SubmitAsync(question, "consent", ("decision", "allow"));

        sent.Location!.ShouldStartWith("https://old.example/in?x=1&loginToken=");
        var session = (await town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/login", $$"""{"type": "m.login.token", "token": "{{sent.Sent('?')["loginToken"]}}"}""")).Accepted();
        session.Text("user_id").ShouldBe(anna.UserId);
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v3/login/sso/redirect")).Refused(400, "M_MISSING_PARAM");
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v3/login/sso/redirect?redirectUrl=javascript:alert(1)")).Refused(400, "M_INVALID_PARAM");
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v3/login/sso/redirect/elsewhere?redirectUrl=https://a.example")).Refused(404, "M_NOT_FOUND");
    }
}

/// <summary>A server that is careful: nobody may make an account, and guesses are counted.</summary>
public sealed class CarefulPagesTests(TownWithInvitations town) : IClassFixture<TownWithInvitations>
{
    [Fact]
    public async Task Where_registration_is_closed_the_pages_say_so_and_make_nobody()
    {
        var browser = new Browser(town);
        var signIn = await browser.GetAsync("/account/sign-in");

        signIn.Text.ShouldNotContain("Create an account");
        (await browser.GetAsync("/account/sign-up")).Status.ShouldBe(403);
        var fields = signIn.Form("sign-in").Fields;
        (fields["user"], fields["password"]) = ("intruder", "a long enough password");
        (await browser.PostAsync("/account/sign-up", fields)).Status.ShouldBe(403);
        (await town.Services.GetRequiredService<IAccountStore>().FindAsync(UserId.Parse("@intruder:town.example"), TestContext.Current.CancellationToken)).ShouldBeNull();
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v1/auth_metadata")).Accepted()["prompt_values_supported"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_tries_passwords_has_to_wait()
    {
        var browser = new Browser(town);
        var page = await browser.GetAsync("/account/sign-in");
        Leaf last = page;
        for (var i = 0; i < 70 && last.Status != 429; i++)
        {
            last = await browser.SubmitAsync(page, "sign-in", ("user", "somebody"), ("password", $"guess {i}"));
        }

        last.Status.ShouldBe(429);
        last.Text.ShouldContain("Too many attempts");
    }
}

using System.Text.Json;
using Vestnik.Server.Tests.Accounts;

namespace Vestnik.Server.Tests.OAuth;

public sealed class PasskeysOnSqliteTests(TownWithStandingClock town) : PasskeyTests(town, town.Time), IClassFixture<TownWithStandingClock>;

public sealed class PasskeysOnPostgreSqlTests(TownOnPostgreSqlWithStandingClock town) : PasskeyTests(town, town.Time), IClassFixture<TownOnPostgreSqlWithStandingClock>;

/// <summary>Signing in by what lies in a person's device.</summary>
public abstract class PasskeyTests(Town town, StandingClock clock)
{
    [Theory]
    [InlineData(-7)]
    [InlineData(-8)]
    [InlineData(-257)]
    public async Task A_person_adds_a_passkey_and_signs_in_with_it(int algorithm)
    {
        var anna = await town.PersonAsync("anna");
        using var device = new Authenticator { Algorithm = algorithm };
        var owner = await AddAsync(anna, device);
        (await owner.GetAsync("/account")).Text.ShouldContain("Passkey 1");

        var browser = new Browser(town);
        var signed = await SignInAsync(browser, device);

        signed.Location.ShouldBe("/account", signed.Body);
        (await browser.GetAsync("/account")).Text.ShouldContain(anna.UserId);
    }

    [Fact]
    public async Task A_passkey_stands_for_the_way_into_a_program_too()
    {
        var (anna, client) = (await town.PersonAsync("anna"), await Client.OfAsync(town));
        using var device = new Authenticator();
        await AddAsync(anna, device);
        var browser = new Browser(town);

        var page = await browser.VisitAsync(client.Address());
        var signed = await browser.SubmitAsync(page, "passkey-sign-in", device.Get(await ChallengeAsync(browser, page, "passkey-sign-in")));
        var question = await browser.VisitAsync(signed.Location!);

        var sent = await browser.SubmitAsync(question, "consent", ("decision", "allow"));
        (await client.ExchangeAsync(sent.Sent('#')["code"])).Accepted();
    }

    [Fact]
    public async Task A_challenge_serves_once_in_its_own_browser_for_its_own_purpose_and_for_five_minutes()
    {
        var anna = await town.PersonAsync("anna");
        using var device = new Authenticator();
        var owner = await AddAsync(anna, device);
        var (browser, other) = (new Browser(town), new Browser(town));
        var (page, elsewhere) = (await browser.GetAsync("/account/sign-in"), await other.GetAsync("/account/sign-in"));

        (await browser.SubmitAsync(page, "passkey-sign-in", device.Get("bWFkZSB1cA"))).Status.ShouldBe(403);
        (await browser.SubmitAsync(page, "passkey-sign-in", device.Get(await ChallengeAsync(other, elsewhere, "passkey-sign-in")))).Status.ShouldBe(403);

        var account = await owner.GetAsync("/account");
        var toAdd = await ChallengeAsync(owner, account, "passkey-add", "add");
        (await owner.SubmitAsync(await owner.GetAsync("/account/sign-in"), "passkey-sign-in", device.Get(toAdd))).Status.ShouldBe(403);

        var late = await ChallengeAsync(browser, page, "passkey-sign-in");
        clock.Pass(TimeSpan.FromMinutes(6));
        (await browser.SubmitAsync(page, "passkey-sign-in", device.Get(late))).Status.ShouldBe(403);

        var right = await ChallengeAsync(browser, page, "passkey-sign-in");
        (await browser.SubmitAsync(page, "passkey-sign-in", device.Get(right))).Status.ShouldBe(303);
        var again = new Browser(town);
        (await again.SubmitAsync(await again.GetAsync("/account/sign-in"), "passkey-sign-in", device.Get(right))).Status.ShouldBe(403);
    }

    [Fact]
    public async Task What_is_signed_for_another_page_or_badly_or_without_the_person_lets_nobody_in()
    {
        var anna = await town.PersonAsync("anna");
        using var device = new Authenticator();
        using var stranger = new Authenticator();
        await AddAsync(anna, device);

        device.Origin = "https://eve.example";
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(403);
        device.Origin = "http://town.example:8080";
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(403);
        device.Origin = "http://town.example";
        device.Host = "eve.example";
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(403);
        device.Host = "town.example";
        device.Flags = 0x01;
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(403);
        device.Flags = 0x04;
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(403);
        device.Flags = 0x05;
        (await SignInAsync(new Browser(town), device, type: "webauthn.create")).Status.ShouldBe(403);
        (await SignInAsync(new Browser(town), device, spoil: true)).Status.ShouldBe(403);
        (await SignInAsync(new Browser(town), stranger)).Status.ShouldBe(403);
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_counter_that_does_not_grow_betrays_a_copy()
    {
        var anna = await town.PersonAsync("anna");
        using var device = new Authenticator { Counter = 7 };
        await AddAsync(anna, device);

        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(403);
        device.Counter = 8;
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(303);
        device.Counter = 8;
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(403);
        device.Counter = 0;
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(403);
        device.Counter = 20;
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_passkey_that_is_removed_or_whose_account_has_ended_opens_nothing()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        using var device = new Authenticator();
        using var other = new Authenticator();
        var owner = await AddAsync(anna, device);
        var leaver = await AddAsync(boris, other);
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(303);
        (await SignInAsync(new Browser(town), other)).Status.ShouldBe(303);

        var removed = await owner.SubmitAsync(await owner.GetAsync("/account"), "passkey-remove");
        (await owner.VisitAsync(removed.Location!)).Text.ShouldContain("The passkey has been removed.");
        await leaver.SubmitAsync(await leaver.GetAsync("/account/deactivate"), "deactivate", ("password", Person.Password));

        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(403);
        (await SignInAsync(new Browser(town), other)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_passkey_is_added_only_by_its_owner_and_only_once()
    {
        var (anna, eve) = (await town.PersonAsync("anna"), await town.PersonAsync("eve"));
        using var device = new Authenticator();
        await AddAsync(anna, device);
        var browser = new Browser(town);
        var account = await browser.SignInAsync(eve);

        (await AddAsync(browser, account, device)).Status.ShouldBe(403);
        using var fresh = new Authenticator();
        fresh.Origin = "https://eve.example";
        (await AddAsync(browser, account, fresh)).Status.ShouldBe(403);
        (await browser.SubmitAsync(account, "passkey-add", ("client_data", "%%%"), ("attestation", "AAAA"))).Status.ShouldBe(403);
        (await browser.SubmitAsync(account, "passkey-add")).Status.ShouldBe(403);
        fresh.Origin = "http://town.example";
        (await AddAsync(browser, account, fresh)).Status.ShouldBe(303);
        (await SignInAsync(new Browser(town), device)).Status.ShouldBe(303);
    }

    private async Task<Browser> AddAsync(Person person, Authenticator device)
    {
        var browser = new Browser(town);
        var added = await AddAsync(browser, await browser.SignInAsync(person), device);
        added.Location.ShouldBe("/account?done=passkey", added.Body);
        return browser;
    }

    private static async Task<Leaf> AddAsync(Browser browser, Leaf account, Authenticator device) =>
        await browser.SubmitAsync(account, "passkey-add", device.Create(await ChallengeAsync(browser, account, "passkey-add", "add")));

    private static async Task<Leaf> SignInAsync(Browser browser, Authenticator device, string type = "webauthn.get", bool spoil = false)
    {
        var page = await browser.GetAsync("/account/sign-in");
        return await browser.SubmitAsync(page, "passkey-sign-in", device.Get(await ChallengeAsync(browser, page, "passkey-sign-in"), type, spoil));
    }

    /// <summary>What the script of the page asks for.</summary>
    private static async Task<string> ChallengeAsync(Browser browser, Leaf page, string form, string purpose = "sign-in")
    {
        var asked = await browser.PostAsync(
            "/account/passkeys/challenge", new Dictionary<string, string>(StringComparer.Ordinal) { ["seal"] = page.Form(form).Fields["seal"], ["purpose"] = purpose });
        asked.Status.ShouldBe(200, asked.Body);
        using var json = JsonDocument.Parse(asked.Body);
        json.RootElement.GetProperty("host").GetString().ShouldBe("town.example");
        return json.RootElement.GetProperty("challenge").GetString()!;
    }
}

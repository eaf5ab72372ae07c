using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Vestnik.Server.Tests.Accounts;

namespace Vestnik.Server.Tests.OAuth;

/// <summary>What a program sends a person to the account pages for.</summary>
public sealed class AccountPagesTests(TownWithStandingClock town) : IClassFixture<TownWithStandingClock>
{
    private const string Upload = "/_matrix/client/v3/keys/device_signing/upload";

    [Fact]
    public async Task New_identity_keys_wait_for_the_word_of_the_person_on_the_account_page()
    {
        var (anna, client, browser) = (await town.PersonAsync("anna"), await Client.OfAsync(town), new Browser(town));
        var token = (await client.ExchangeAsync(await client.AskAsync(anna, browser))).Accepted().Text("access_token");
        (await SendAsync(Keys(anna))).Accepted();

        var keys = Keys(anna);
        var asked = await SendAsync(keys);
        asked.Status.ShouldBe(401);
        asked["flows"][0].GetProperty("stages")[0].GetString().ShouldBe("m.oauth");
        var address = asked["params"].GetProperty("m.oauth").GetProperty("url").GetString()!;
        address.ShouldBe("http://town.example/account?action=org.matrix.cross_signing_reset");
        keys["auth"] = new JsonObject { ["session"] = asked.Text("session") };
        (await SendAsync(keys)).Status.ShouldBe(401);
        keys["auth"] = new JsonObject { ["session"] = asked.Text("session"), ["type"] = "m.login.password", ["user"] = anna.UserId, ["password"] = Person.Password };
        (await SendAsync(keys)).Status.ShouldBe(401);

        var page = await browser.VisitAsync(address);
        page.Text.ShouldContain("New identity keys?");
        (await browser.SubmitAsync(page, "reset-keys")).Text.ShouldContain("Allowed");
        keys["auth"] = new JsonObject { ["session"] = asked.Text("session") };
        (await SendAsync(keys)).Accepted();

        // The word serves for one replacement.
        (await SendAsync(Keys(anna))).Status.ShouldBe(401);

        Task<Answer> SendAsync(JsonObject body) => town.Http.AskAsync(HttpMethod.Post, Upload, body.ToJsonString(), token);
    }

    [Fact]
    public async Task The_word_of_the_person_holds_for_ten_minutes()
    {
        var (anna, client, browser) = (await town.PersonAsync("anna"), await Client.OfAsync(town), new Browser(town));
        var token = (await client.ExchangeAsync(await client.AskAsync(anna, browser))).Accepted().Text("access_token");
        (await SendAsync(Keys(anna))).Accepted();
        var keys = Keys(anna);
        keys["auth"] = new JsonObject { ["session"] = (await SendAsync(keys)).Text("session") };

        await browser.SubmitAsync(await browser.VisitAsync("/account/keys"), "reset-keys");
        town.Time.Pass(TimeSpan.FromMinutes(11));
        (await SendAsync(keys)).Status.ShouldBe(401);
        await browser.SubmitAsync(await browser.VisitAsync("/account/keys"), "reset-keys");
        (await SendAsync(keys)).Accepted();

        Task<Answer> SendAsync(JsonObject body) => town.Http.AskAsync(HttpMethod.Post, Upload, body.ToJsonString(), token);
    }

    [Fact]
    public async Task An_account_ends_by_the_word_and_the_password_of_its_owner()
    {
        var (anna, browser) = (await town.PersonAsync("anna"), new Browser(town));
        await browser.SignInAsync(anna);
        var page = await browser.VisitAsync("/account?action=org.matrix.account_deactivate");

        (await browser.SubmitAsync(page, "deactivate", ("password", "not the password"))).Status.ShouldBe(403);
        (await anna.GetAsync("/_matrix/client/v3/account/whoami")).Accepted();
        (await browser.SubmitAsync(page, "deactivate", ("password", Person.Password))).Text.ShouldContain("The account has been deleted");

        (await anna.GetAsync("/_matrix/client/v3/account/whoami")).Refused(401, "M_UNKNOWN_TOKEN");
        var signIn = await browser.VisitAsync("/account");
        (await browser.SubmitAsync(signIn, "sign-in", ("user", anna.Name), ("password", Person.Password))).Status.ShouldBe(403);
    }

    private static JsonObject Keys(Person person)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=');
        return new JsonObject
        {
            ["master_key"] = new JsonObject
            {
                ["user_id"] = person.UserId,
                ["usage"] = new JsonArray("master"),
                ["keys"] = new JsonObject { [$"ed25519:{key}"] = key },
            },
        };
    }
}

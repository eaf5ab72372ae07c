using System.Text.RegularExpressions;
using Vestnik.Homeserver.Accounts;
using Vestnik.Server.Tests.Accounts;

namespace Vestnik.Server.Tests.OAuth;

public sealed class SecondFactorOnSqliteTests(TownWithStandingClock town) : SecondFactorTests(town, town.Time), IClassFixture<TownWithStandingClock>;

public sealed class SecondFactorOnPostgreSqlTests(TownOnPostgreSqlWithStandingClock town) : SecondFactorTests(town, town.Time), IClassFixture<TownOnPostgreSqlWithStandingClock>;

/// <summary>Codes besides the password.</summary>
public abstract partial class SecondFactorTests(Town town, StandingClock clock)
{
    [Fact]
    public async Task A_person_turns_codes_on_and_is_asked_for_one_from_then_on()
    {
        var anna = await town.PersonAsync("anna");
        var (secret, recovery) = await TurnOnAsync(anna);
        recovery.Count.ShouldBe(10);

        var browser = new Browser(town);
        var asked = await browser.SignInAsync(anna);
        asked.Text.ShouldContain("Second step");
        (await browser.GetAsync("/account")).Location.ShouldBe("/account/sign-in");
        (await browser.SubmitAsync(asked, "second-factor", ("code", "000000"))).Text.ShouldContain("not right");
        (await browser.SubmitAsync(asked, "second-factor", ("code", ""))).Status.ShouldBe(403);

        clock.Pass(TimeSpan.FromSeconds(30));
        (await browser.SubmitAsync(asked, "second-factor", ("code", CodeGenerator.At(clock, secret)))).Location.ShouldBe("/account");
        (await browser.GetAsync("/account")).Text.ShouldContain("Your account");
    }

    [Fact]
    public async Task A_code_serves_once_and_an_older_one_not_at_all()
    {
        var anna = await town.PersonAsync("anna");
        var (secret, _) = await TurnOnAsync(anna);
        clock.Pass(TimeSpan.FromMinutes(2));
        var (previous, current) = (CodeGenerator.At(clock, secret, -1), CodeGenerator.At(clock, secret));

        (await TryAsync(anna, current)).Status.ShouldBe(303);
        (await TryAsync(anna, current)).Status.ShouldBe(403);
        (await TryAsync(anna, previous)).Status.ShouldBe(403);
        (await TryAsync(anna, CodeGenerator.At(clock, secret, 1))).Status.ShouldBe(303);
        clock.Pass(TimeSpan.FromMinutes(2));
        (await TryAsync(anna, CodeGenerator.At(clock, secret, -2))).Status.ShouldBe(403);
        (await TryAsync(anna, CodeGenerator.At(clock, secret, 2))).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_recovery_code_lets_in_once_however_it_is_typed()
    {
        var anna = await town.PersonAsync("anna");
        var (_, recovery) = await TurnOnAsync(anna);

        (await TryAsync(anna, recovery[0].ToUpperInvariant().Replace('-', ' '))).Status.ShouldBe(303);
        (await TryAsync(anna, recovery[0])).Status.ShouldBe(403);
        (await TryAsync(anna, recovery[1])).Status.ShouldBe(303);
    }

    [Fact]
    public async Task The_password_alone_opens_no_older_sign_in_until_codes_are_off_again()
    {
        var anna = await town.PersonAsync("anna");
        var browser = new Browser(town);
        var (secret, _) = await TurnOnAsync(anna, browser);
        var login = $$"""{"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{anna.Name}}"}, "password": "{{Person.Password}}"}""";

        (await town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/login", login)).Refused(403, "M_FORBIDDEN");
        var page = await browser.GetAsync("/account/codes");
        (await browser.SubmitAsync(page, "turn-off", ("code", "000000"))).Status.ShouldBe(403);
        clock.Pass(TimeSpan.FromSeconds(30));
        (await browser.SubmitAsync(page, "turn-off", ("code", CodeGenerator.At(clock, secret)))).Status.ShouldBe(303);

        (await town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/login", login)).Accepted();
        (await new Browser(town).SignInAsync(anna)).Text.ShouldContain("Your account");
    }

    [Fact]
    public async Task Codes_are_not_turned_on_without_one_of_them()
    {
        var anna = await town.PersonAsync("anna");
        var browser = new Browser(town);
        await browser.SignInAsync(anna);
        var page = await browser.GetAsync("/account/codes");

        (await browser.SubmitAsync(page, "turn-on", ("code", "000000"))).Status.ShouldBe(403);
        (await browser.SubmitAsync(page, "turn-on", ("secret", "short"), ("code", "000000"))).Status.ShouldBe(403);
        (await new Browser(town).SignInAsync(anna)).Text.ShouldContain("Your account");
    }

    [Fact]
    public void The_codes_are_those_of_the_standard()
    {
        // RFC 6238, appendix B, the last six digits.
        var secret = "12345678901234567890"u8.ToArray();
        foreach (var (seconds, code) in new[] { (59L, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130") })
        {
            Totp.StepOf(secret, code, seconds * 1000).ShouldBe(seconds / 30);
        }

        Totp.FromText(Totp.ToText(secret)).ShouldBe(secret);
        Totp.ToText(secret).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    private async Task<Leaf> TryAsync(Person person, string code)
    {
        var browser = new Browser(town);
        return await browser.SubmitAsync(await browser.SignInAsync(person), "second-factor", ("code", code));
    }

    private async Task<(byte[] Secret, IReadOnlyList<string> Recovery)> TurnOnAsync(Person person, Browser? browser = null)
    {
        browser ??= new Browser(town);
        await browser.SignInAsync(person);
        var page = await browser.GetAsync("/account/codes");
        page.Body.ShouldContain("<svg class=\"qr\"");
        var secret = CodeGenerator.FromBase32(page.Form("turn-on").Fields["secret"]);
        var shown = await browser.SubmitAsync(page, "turn-on", ("code", CodeGenerator.At(clock, secret)));
        shown.Status.ShouldBe(200, shown.Body);
        return (secret, [.. Codes().Matches(shown.Body).Select(code => code.Groups["code"].Value)]);
    }

    [GeneratedRegex("<li><code>(?<code>[a-z0-9-]+)</code></li>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Codes();
}

namespace Vestnik.Server.Tests.Accounts;

/// <summary>A town whose clock stands still until a test lets time pass.</summary>
public sealed class QuietTown : Town
{
    public StandingClock StandingClock { get; } = new();

    public override TimeProvider Clock => StandingClock;
}

public sealed class ExpiryTests(QuietTown town) : IClassFixture<QuietTown>
{
    private const string WhoAmI = "/_matrix/client/v3/account/whoami";

    [Fact]
    public async Task An_access_token_that_can_be_refreshed_expires_and_the_device_stays()
    {
        var anna = await town.PersonAsync("anna");
        var session = (await town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/login", $$"""
            {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{anna.Name}}"},
             "password": "{{Person.Password}}", "refresh_token": true}
            """)).Accepted();
        (await WhoIsAsync(session)).Accepted();

        town.StandingClock.Pass(TimeSpan.FromHours(2));

        (await WhoIsAsync(session)).Refused(401, "M_UNKNOWN_TOKEN")["soft_logout"].GetBoolean().ShouldBeTrue();
        (await anna.GetAsync(WhoAmI)).Accepted();
        var refreshed = (await town.SendAsync(
            HttpMethod.Post, "/_matrix/client/v3/refresh", $$"""{"refresh_token": "{{session.Text("refresh_token")}}"}""")).Accepted();
        (await WhoIsAsync(refreshed)).Accepted().Text("device_id").ShouldBe(session.Text("device_id"));
    }

    [Fact]
    public async Task An_authentication_that_took_too_long_begins_again()
    {
        const string Register = "/_matrix/client/v3/register";
        var first = await town.SendAsync(HttpMethod.Post, Register, """{"username": "slow", "password": "long enough"}""");

        town.StandingClock.Pass(TimeSpan.FromHours(1));

        var late = await town.SendAsync(HttpMethod.Post, Register, $$"""
            {"username": "slow", "password": "long enough", "auth": {"type": "m.login.dummy", "session": "{{first.Text("session")}}"} }
            """);
        late.Refused(401, "M_FORBIDDEN");
        late.Text("session").ShouldNotBe(first.Text("session"));
    }

    private Task<Answer> WhoIsAsync(Answer session) =>
        town.Http.AskAsync(HttpMethod.Get, WhoAmI, null, session.Text("access_token"));
}

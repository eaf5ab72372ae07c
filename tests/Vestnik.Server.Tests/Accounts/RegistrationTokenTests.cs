using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Accounts;

namespace Vestnik.Server.Tests.Accounts;

/// <summary>A town whose operator asks for a token of whoever registers.</summary>
public sealed class GuardedTown : Town
{
    public StandingClock Time { get; } = new();

    public override TimeProvider Clock => Time;

    protected override void Configure(JsonObject vestnik) => vestnik["Registration"]!["RequireToken"] = true;
}

public sealed class RegistrationTokenTests(GuardedTown town) : IClassFixture<GuardedTown>
{
    private const string Register = "/_matrix/client/v3/register";

    private RegistrationTokens Operator => town.Services.GetRequiredService<RegistrationTokens>();

    [Fact]
    public async Task Whoever_has_a_token_registers_and_whoever_has_none_does_not()
    {
        var token = await MakeAsync(uses: 1);
        var asked = await town.SendAsync(HttpMethod.Post, Register, """{"username": "anna", "password": "long enough"}""");
        asked.Status.ShouldBe(401);
        asked["flows"][0].GetProperty("stages")[0].GetString().ShouldBe("m.login.registration_token");

        (await RegisterAsync("anna", $$"""{"type": "m.login.dummy", "session": "{{asked.Text("session")}}"}""")).Status.ShouldBe(401);
        var wrong = await RegisterAsync("anna", Proof("made-up", asked.Text("session")));
        (wrong.Status, wrong.Code).ShouldBe((401, "M_UNAUTHORIZED"));
        (await RegisterAsync("anna", Proof(token, asked.Text("session")))).Accepted().Text("user_id").ShouldBe($"@anna:{Town.ServerName}");
    }

    [Fact]
    public async Task A_token_lets_in_as_many_as_it_says_however_many_come_at_once()
    {
        var token = await MakeAsync(uses: 3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => RegisterAsync($"crowd-{i}", Proof(token, null))));

        answers.Count(answer => answer.Status == 200).ShouldBe(3);
        answers.Count(answer => answer.Status == 401).ShouldBe(7);
        (await IsValidAsync(token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_ends_with_its_time_and_when_the_operator_ends_it()
    {
        var (brief, ended) = (await MakeAsync(time: TimeSpan.FromHours(1)), await MakeAsync());
        (await IsValidAsync(brief)).ShouldBeTrue();
        (await IsValidAsync(ended)).ShouldBeTrue();

        town.Time.Pass(TimeSpan.FromMinutes(61));
        (await town.Services.GetRequiredService<IRegistrationTokenStore>().RemoveAsync(ended)).ShouldBeTrue();

        (await IsValidAsync(brief)).ShouldBeFalse();
        (await IsValidAsync(ended)).ShouldBeFalse();
        (await IsValidAsync("made-up")).ShouldBeFalse();
        (await RegisterAsync("late", Proof(brief, null))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Who_asks_about_no_token_is_refused() =>
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v1/register/m.login.registration_token/validity")).Refused(400, "M_MISSING_PARAM");

    [Theory]
    [InlineData("with space", 1)]
    [InlineData("имя", 1)]
    [InlineData("", 1)]
    [InlineData("fine", 0)]
    public async Task A_token_that_nobody_could_use_is_not_made(string token, long uses) =>
        (await Operator.MakeAsync(token, uses, null)).Accepted(out _, out _).ShouldBeFalse();

    private async Task<string> MakeAsync(long? uses = null, TimeSpan? time = null) =>
        (await Operator.MakeAsync(null, uses, time)).Match(made => made.Token, refusal => throw new ShouldAssertException(refusal.Message));

    private async Task<bool> IsValidAsync(string token) =>
        (await town.SendAsync(HttpMethod.Get, $"/_matrix/client/v1/register/m.login.registration_token/validity?token={token}"))
            .Accepted()["valid"].GetBoolean();

    private static string Proof(string token, string? session) => new JsonObject
    {
        ["type"] = "m.login.registration_token",
        ["token"] = token,
        ["session"] = session,
    }.ToJsonString();

    private Task<Answer> RegisterAsync(string name, string auth) => town.SendAsync(HttpMethod.Post, Register, $$"""
        {"username": "{{name}}", "password": "long enough", "auth": {{auth}} }
        """);
}

public sealed class ClosedRegistrationTokenTests(ClosedTown town) : IClassFixture<ClosedTown>
{
    [Fact]
    public async Task Where_nobody_may_register_no_token_is_looked_at() =>
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v1/register/m.login.registration_token/validity?token=any")).Refused(403, "M_FORBIDDEN");
}

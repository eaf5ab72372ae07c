using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Limits;

public sealed class LimitedTown : Town
{
    protected override void Configure(JsonObject vestnik)
    {
        ArgumentNullException.ThrowIfNull(vestnik);
        vestnik["RateLimits"] = new JsonObject { ["Enabled"] = true, ["TrustedProxies"] = new JsonArray("127.0.0.1") };
    }
}

public sealed class RateLimitTests(LimitedTown town) : IClassFixture<LimitedTown>
{
    private const string Login = "/_matrix/client/v3/login";

    [Fact]
    public async Task Who_tries_passwords_from_one_address_is_slowed_down_and_others_are_not()
    {
        var refused = await TryManyAsync(() => LoginAsync("203.0.113.5", "nobody"), 80);

        refused.ShouldNotBeNull().Refused(429, "M_LIMIT_EXCEEDED")["retry_after_ms"].GetInt64().ShouldBeGreaterThan(0);
        (await LoginAsync("203.0.113.6", "nobody")).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task Who_tries_passwords_of_one_account_from_many_addresses_is_slowed_down()
    {
        var anna = await town.PersonAsync("anna");
        var attempt = 0;

        var refused = await TryManyAsync(() => LoginAsync($"198.51.100.{++attempt}", anna.Name), 30);

        refused.ShouldNotBeNull().Refused(429, "M_LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Who_tries_tokens_is_slowed_down()
    {
        var refused = await TryManyAsync(
            () => AskAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, "203.0.113.7", "vsa_guessed"), 300);

        refused.ShouldNotBeNull().Refused(429, "M_LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Who_writes_without_end_is_slowed_down_and_still_reads()
    {
        var anna = await town.PersonAsync("anna");

        var refused = await TryManyAsync(
            () => anna.PutAsync($"/_matrix/client/v3/user/{anna.UserId}/account_data/org.example.counter", "{}"), 600);

        refused.ShouldNotBeNull().Refused(429, "M_LIMIT_EXCEEDED");
        (await anna.GetAsync("/_matrix/client/v3/account/whoami")).Accepted();
    }

    private static async Task<Answer?> TryManyAsync(Func<Task<Answer>> attempt, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var answer = await attempt();
            if (answer.Status == 429)
            {
                return answer;
            }
        }

        return null;
    }

    private Task<Answer> LoginAsync(string from, string name) => AskAsync(HttpMethod.Post, Login, $$"""
        {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{name}}"}, "password": "a wrong guess"}
        """, from, null);

    private Task<Answer> AskAsync(HttpMethod method, string path, string? json, string from, string? token) =>
        town.Http.AskAsync(method, path, json, token, ("X-Forwarded-For", from));
}

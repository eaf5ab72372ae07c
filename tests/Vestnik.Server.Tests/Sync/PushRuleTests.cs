using System.Text.Json;

namespace Vestnik.Server.Tests.Sync;

public sealed class PushRuleOnSqliteTests(Town town) : PushRuleTests(town), IClassFixture<Town>;

public sealed class PushRuleOnPostgreSqlTests(TownOnPostgreSql town) : PushRuleTests(town), IClassFixture<TownOnPostgreSql>;

public abstract class PushRuleTests(Town town)
{
    private const string Rules = "/_matrix/client/v3/pushrules/global";

    [Fact]
    public async Task Everybody_starts_with_the_specification_s_rules()
    {
        var anna = await town.PersonAsync("anna");

        var rules = (await anna.GetAsync("/_matrix/client/v3/pushrules/")).Accepted()["global"];

        rules.GetProperty("override")[0].GetProperty("rule_id").GetString().ShouldBe(".m.rule.master");
        (await anna.GetAsync($"{Rules}/")).Accepted().Has("underride").ShouldBeTrue();
    }

    [Fact]
    public async Task A_rule_is_made_changed_and_removed()
    {
        var anna = await town.PersonAsync("anna");
        (await anna.PutAsync($"{Rules}/content/roses", """{"pattern": "rose*", "actions": ["notify"]}""")).Accepted();
        (await anna.PutAsync($"{Rules}/content/roses/enabled", """{"enabled": false}""")).Accepted();
        (await anna.PutAsync($"{Rules}/content/roses/actions", """{"actions": ["notify", {"set_tweak": "highlight"}]}""")).Accepted();

        var rule = (await anna.GetAsync($"{Rules}/content/roses")).Accepted();
        rule["enabled"].GetBoolean().ShouldBeFalse();
        rule["actions"].GetArrayLength().ShouldBe(2);
        (await anna.GetAsync($"{Rules}/content/roses/enabled")).Accepted()["enabled"].GetBoolean().ShouldBeFalse();
        (await anna.GetAsync($"{Rules}/content/roses/actions")).Accepted()["actions"].GetArrayLength().ShouldBe(2);

        (await anna.DeleteAsync($"{Rules}/content/roses")).Accepted();
        (await anna.GetAsync($"{Rules}/content/roses")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task A_change_of_rules_reaches_the_other_devices()
    {
        var anna = await town.PersonAsync("anna");
        var tablet = await anna.OnAnotherDeviceAsync();
        await tablet.SyncsAsync();
        var waiting = tablet.SyncsAsync(10_000);

        (await anna.PutAsync($"{Rules}/override/.m.rule.master/enabled", """{"enabled": true}""")).Accepted();

        var events = (await waiting)["account_data"].GetProperty("events").EnumerateArray().ToArray();
        events.Single((JsonElement shown) => shown.GetProperty("type").GetString() == "m.push_rules")
            .GetProperty("content").GetProperty("global").GetProperty("override")[0].GetProperty("enabled").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("PUT", "/content/roses", """{"actions": ["notify"]}""", 400, "M_INVALID_PARAM")]
    [InlineData("PUT", "/content/roses", """{"pattern": "rose"}""", 400, "M_BAD_JSON")]
    [InlineData("PUT", "/content/.roses", """{"pattern": "rose", "actions": []}""", 400, "M_INVALID_PARAM")]
    [InlineData("PUT", "/colour/roses", """{"actions": []}""", 400, "M_INVALID_PARAM")]
    [InlineData("PUT", "/content/roses?before=lilies", """{"pattern": "rose", "actions": []}""", 400, "M_UNKNOWN")]
    [InlineData("PUT", "/content/nothing/enabled", """{"enabled": true}""", 404, "M_NOT_FOUND")]
    [InlineData("PUT", "/content/nothing/enabled", "{}", 400, "M_MISSING_PARAM")]
    [InlineData("PUT", "/content/nothing/actions", """{"actions": []}""", 404, "M_NOT_FOUND")]
    [InlineData("DELETE", "/content/nothing", null, 404, "M_NOT_FOUND")]
    [InlineData("DELETE", "/override/.m.rule.master", null, 400, "M_INVALID_PARAM")]
    [InlineData("GET", "/content/nothing", null, 404, "M_NOT_FOUND")]
    public async Task A_rule_that_cannot_be_is_refused(string method, string path, string? json, int status, string code)
    {
        var anna = await town.PersonAsync("anna");

        (await anna.SendAsync(new HttpMethod(method), $"{Rules}{path}", json)).Refused(status, code);
    }
}

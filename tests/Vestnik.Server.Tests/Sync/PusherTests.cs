using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Sync;

public sealed class PushersOnSqliteTests(Town town) : PusherTests(town), IClassFixture<Town>;

public sealed class PushersOnPostgreSqlTests(TownOnPostgreSql town) : PusherTests(town), IClassFixture<TownOnPostgreSql>;

public abstract class PusherTests(Town town)
{
    private const string Set = "/_matrix/client/v3/pushers/set";

    [Fact]
    public async Task A_person_sets_a_pusher_changes_it_and_ends_it()
    {
        var anna = await town.PersonAsync("anna");
        var wish = Wish("key of anna");
        wish["data"]!["custom"] = "kept for the gateway";

        (await anna.PostAsync(Set, wish.ToJsonString())).Accepted();

        var pusher = (await PushersOfAsync(anna)).ShouldHaveSingleItem();
        foreach (var (name, value) in wish)
        {
            pusher[name]!.ToJsonString().ShouldBe(value!.ToJsonString());
        }

        wish["lang"] = "ru";
        (await anna.PostAsync(Set, wish.ToJsonString())).Accepted();
        (await PushersOfAsync(anna)).ShouldHaveSingleItem()["lang"]!.GetValue<string>().ShouldBe("ru");

        (await anna.PostAsync(Set, """{"kind": null, "app_id": "town.app", "pushkey": "key of anna"}""")).Accepted();
        (await PushersOfAsync(anna)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pusher_ends_when_its_device_signs_out_and_stays_when_another_does()
    {
        var anna = await town.PersonAsync("anna");
        var (phone, tablet) = (await anna.OnAnotherDeviceAsync(), await anna.OnAnotherDeviceAsync());
        (await phone.PostAsync(Set, Wish("phone").ToJsonString())).Accepted();
        (await tablet.PostAsync(Set, Wish("tablet").ToJsonString())).Accepted();

        (await phone.PostAsync("/_matrix/client/v3/logout")).Accepted();

        (await PushersOfAsync(anna)).ShouldHaveSingleItem()["pushkey"]!.GetValue<string>().ShouldBe("tablet");
    }

    [Fact]
    public async Task A_device_that_changes_hands_tells_nobody_else_any_more_unless_it_is_shared()
    {
        var (anna, boris, vera) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"), await town.PersonAsync("vera"));
        (await anna.PostAsync(Set, Wish("the tablet in the hall").ToJsonString())).Accepted();
        var shared = Wish("the tablet in the hall");
        shared["append"] = true;

        (await boris.PostAsync(Set, shared.ToJsonString())).Accepted();
        (await PushersOfAsync(anna)).Count.ShouldBe(1);
        (await PushersOfAsync(boris)).Count.ShouldBe(1);

        (await vera.PostAsync(Set, Wish("the tablet in the hall").ToJsonString())).Accepted();
        (await PushersOfAsync(anna)).ShouldBeEmpty();
        (await PushersOfAsync(boris)).ShouldBeEmpty();
        (await PushersOfAsync(vera)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("kind", null, "M_MISSING_PARAM")]
    [InlineData("pushkey", null, "M_MISSING_PARAM")]
    [InlineData("lang", null, "M_MISSING_PARAM")]
    [InlineData("data", null, "M_MISSING_PARAM")]
    [InlineData("kind", "\"email\"", "M_INVALID_PARAM")]
    [InlineData("data", "{}", "M_INVALID_PARAM")]
    [InlineData("data", """{"url": "https://gateway.example/elsewhere"}""", "M_INVALID_PARAM")]
    [InlineData("data", """{"url": "file:///_matrix/push/v1/notify"}""", "M_INVALID_PARAM")]
    [InlineData("data", """{"url": "http://gateway.example/_matrix/push/v1/notify"}""", "M_INVALID_PARAM")]
    [InlineData("data", """{"url": "https://gateway.example/_matrix/push/v1/notify?to=elsewhere"}""", "M_INVALID_PARAM")]
    [InlineData("data", """{"url": "https://somebody@gateway.example/_matrix/push/v1/notify"}""", "M_INVALID_PARAM")]
    [InlineData("app_id", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", "M_INVALID_PARAM")]
    public async Task A_pusher_that_could_not_work_is_refused(string member, string? json, string code)
    {
        var anna = await town.PersonAsync("anna");
        var wish = Wish("key");
        wish.Remove(member);
        if (json is not null)
        {
            wish[member] = JsonNode.Parse(json);
        }

        (await anna.PostAsync(Set, wish.ToJsonString())).Refused(400, code);
        (await PushersOfAsync(anna)).ShouldBeEmpty();
    }

    private static JsonObject Wish(string pushKey) => new()
    {
        ["kind"] = "http",
        ["app_id"] = "town.app",
        ["pushkey"] = pushKey,
        ["app_display_name"] = "Town",
        ["device_display_name"] = "A telephone",
        ["profile_tag"] = "tag",
        ["lang"] = "en",
        ["data"] = new JsonObject { ["url"] = "https://gateway.example/_matrix/push/v1/notify", ["format"] = "event_id_only" },
    };

    private static async Task<List<JsonObject>> PushersOfAsync(Person person) =>
        [.. (await person.GetAsync("/_matrix/client/v3/pushers")).Accepted()["pushers"].EnumerateArray().Select(one => JsonNode.Parse(one.GetRawText())!.AsObject())];
}

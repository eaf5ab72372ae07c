using System.Text.Json.Nodes;
using static Vestnik.Server.Tests.Keys.KeyWords;

namespace Vestnik.Server.Tests.Keys;

public abstract class DeviceKeyTests(Town town)
{
    [Fact]
    public async Task Everybody_finds_the_keys_that_a_device_has_published()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.PublishesDeviceAsync();

        var found = (await boris.QueriesAsync(anna))["device_keys"].GetProperty(anna.UserId).GetProperty(anna.DeviceId);

        found.GetProperty("keys").GetProperty($"curve25519:{anna.DeviceId}").GetString().ShouldBe("curve");
        found.GetProperty("unsigned").EnumerateObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_without_keys_is_found_with_none_and_nobody_is_not_found()
    {
        var anna = await town.PersonAsync("anna");
        var body = new JsonObject { ["device_keys"] = new JsonObject { [anna.UserId] = new JsonArray(), [$"@nobody:{Town.ServerName}"] = new JsonArray() } };

        var answer = (await anna.PostAsync("/_matrix/client/v3/keys/query", body.ToJsonString())).Accepted();

        answer["device_keys"].EnumerateObject().Single().Name.ShouldBe(anna.UserId);
        answer["device_keys"].GetProperty(anna.UserId).EnumerateObject().ShouldBeEmpty();
    }

    [Fact]
    public async Task People_of_another_server_are_named_as_failures()
    {
        var anna = await town.PersonAsync("anna");

        var answer = (await anna.PostAsync("/_matrix/client/v3/keys/query", """{"device_keys": {"@far:away.example": []} }""")).Accepted();

        answer["failures"].EnumerateObject().Single().Name.ShouldBe("away.example");
    }

    [Fact]
    public async Task Nobody_publishes_keys_for_another_device()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var keys = await boris.PublishesDeviceAsync();

        (await anna.UploadsKeysAsync(new JsonObject { ["device_keys"] = keys.DeepClone() })).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task Device_keys_without_algorithms_are_refused()
    {
        var anna = await town.PersonAsync("anna");
        var keys = new JsonObject { ["user_id"] = anna.UserId, ["device_id"] = anna.DeviceId };

        (await anna.UploadsKeysAsync(new JsonObject { ["device_keys"] = keys })).Refused(400, "M_BAD_JSON");
    }

    [Fact]
    public async Task One_time_keys_are_given_once_each_in_the_order_of_their_upload()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.GivesAsync("z", "a");

        (await boris.ClaimsAsync(anna)).ShouldBe("signed_curve25519:z");
        (await boris.ClaimsAsync(anna)).ShouldBe("signed_curve25519:a");
        (await boris.ClaimsAsync(anna)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_that_was_given_does_not_come_back_when_its_upload_is_repeated()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.GivesAsync("a");
        await boris.ClaimsAsync(anna);

        var answer = await anna.UploadsKeysAsync(Box("one_time_keys", "a"));

        answer.Accepted()["one_time_key_counts"].EnumerateObject().ShouldBeEmpty();
        (await boris.ClaimsAsync(anna)).ShouldBeNull();
    }

    [Fact]
    public async Task A_hundred_who_claim_at_once_get_a_hundred_different_keys()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var all = new JsonObject();
        foreach (var i in Enumerable.Range(0, 100))
        {
            all[$"signed_curve25519:{i}"] = new JsonObject { ["key"] = $"key {i}" };
        }

        (await anna.UploadsKeysAsync(new JsonObject { ["one_time_keys"] = all })).Accepted();

        var given = await Task.WhenAll(Enumerable.Range(0, 110).Select(_ => boris.ClaimsAsync(anna)));

        given.OfType<string>().Distinct(StringComparer.Ordinal).Count().ShouldBe(100);
        given.Count(key => key is null).ShouldBe(10);
    }

    [Fact]
    public async Task Another_key_under_the_same_id_is_refused_and_nothing_of_the_upload_is_kept()
    {
        var anna = await town.PersonAsync("anna");
        await anna.GivesAsync("a");
        var body = Box("one_time_keys", "a", content: "another");
        body["one_time_keys"]!["signed_curve25519:b"] = "b";

        (await anna.UploadsKeysAsync(body)).Refused(400, "M_INVALID_PARAM");
        (await anna.UploadsKeysAsync([])).Accepted()["one_time_key_counts"].GetProperty("signed_curve25519").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task The_fallback_key_is_given_when_no_other_is_left_as_often_as_needed()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.GivesAsync("a");
        (await anna.UploadsKeysAsync(Box("fallback_keys", "f"))).Accepted();

        (await boris.ClaimsAsync(anna)).ShouldBe("signed_curve25519:a");
        (await boris.ClaimsAsync(anna)).ShouldBe("signed_curve25519:f");
        (await boris.ClaimsAsync(anna)).ShouldBe("signed_curve25519:f");
    }

    [Fact]
    public async Task The_keys_of_a_device_that_signs_out_are_gone()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.PublishesDeviceAsync();
        await anna.GivesAsync("a");

        (await anna.PostAsync("/_matrix/client/v3/logout")).Accepted();

        (await boris.ClaimsAsync(anna)).ShouldBeNull();
        (await boris.QueriesAsync(anna))["device_keys"].GetProperty(anna.UserId).EnumerateObject().ShouldBeEmpty();
    }
}

public sealed class DeviceKeyTestsOnSqlite(Town town) : DeviceKeyTests(town), IClassFixture<Town>;

public sealed class DeviceKeyTestsOnPostgreSql(TownOnPostgreSql town) : DeviceKeyTests(town), IClassFixture<TownOnPostgreSql>;

using System.Text.Json.Nodes;
using static Vestnik.Server.Tests.Keys.KeyWords;

namespace Vestnik.Server.Tests.Keys;

/// <summary>What a device that syncs learns of keys.</summary>
public abstract class KeySyncTests(Town town)
{
    [Fact]
    public async Task Whoever_shares_a_room_learns_that_somebodys_keys_have_changed_and_strangers_do_not()
    {
        var (anna, boris, stranger) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"), await town.PersonAsync("stranger"));
        await anna.MeetsAsync(boris);
        foreach (var person in (Person[])[anna, boris, stranger])
        {
            await person.SyncsAsync();
        }

        await anna.PublishesDeviceAsync();

        Changed(await boris.SyncsAsync()).ShouldBe([anna.UserId]);
        Changed(await anna.SyncsAsync()).ShouldBe([anna.UserId]);
        Changed(await stranger.SyncsAsync()).ShouldBeEmpty();
        Changed(await boris.SyncsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_device_that_waits_is_woken_by_changed_keys_and_by_messages_between_devices()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.MeetsAsync(boris);
        await boris.SyncsAsync();

        var waiting = boris.SyncsAsync(milliseconds: 20_000);
        await anna.PublishesDeviceAsync();
        Changed(await waiting).ShouldBe([anna.UserId]);

        waiting = boris.SyncsAsync(milliseconds: 20_000);
        (await anna.PutAsync("/_matrix/client/v3/sendToDevice/m.test/1", new JsonObject
        {
            ["messages"] = new JsonObject { [boris.UserId] = new JsonObject { [boris.DeviceId] = new JsonObject { ["n"] = 1 } } },
        }.ToJsonString())).Accepted();
        (await waiting)["to_device"].GetProperty("events")[0].GetProperty("sender").GetString().ShouldBe(anna.UserId);
        (await boris.SyncsAsync()).Has("to_device").ShouldBeFalse();
    }

    [Fact]
    public async Task More_messages_than_one_answer_carries_come_with_the_next_in_order()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await boris.SyncsAsync();
        foreach (var i in Enumerable.Range(0, 230))
        {
            (await anna.PutAsync($"/_matrix/client/v3/sendToDevice/m.test/{i}", new JsonObject
            {
                ["messages"] = new JsonObject { [boris.UserId] = new JsonObject { ["*"] = new JsonObject { ["n"] = i } } },
            }.ToJsonString())).Accepted();
        }

        var seen = new List<int>();
        while (await boris.SyncsAsync() is var answer && answer.Has("to_device"))
        {
            seen.AddRange(answer["to_device"].GetProperty("events").EnumerateArray().Select(item => item.GetProperty("content").GetProperty("n").GetInt32()));
        }

        seen.ShouldBe(Enumerable.Range(0, 230));
    }

    [Fact]
    public async Task A_device_sees_its_one_time_keys_run_out_and_its_fallback_key_used()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.GivesAsync("a", "b");
        (await anna.UploadsKeysAsync(Box("fallback_keys", "f"))).Accepted();

        (await CountAsync(anna)).ShouldBe((2, true));
        await boris.ClaimsAsync(anna);
        (await CountAsync(anna)).ShouldBe((1, true));
        await boris.ClaimsAsync(anna);
        await boris.ClaimsAsync(anna);
        (await CountAsync(anna)).ShouldBe((0, false));
    }

    [Fact]
    public async Task A_client_that_missed_something_asks_whose_keys_changed_and_whom_it_may_forget()
    {
        var (anna, boris, vera) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"), await town.PersonAsync("vera"));
        await anna.MeetsAsync(boris);
        var shared = await anna.MeetsAsync(vera);
        var from = (await anna.SyncsAsync()).Text("next_batch");
        await boris.PublishesDeviceAsync();
        await vera.LeavesAsync(shared);
        var to = (await anna.SyncsAsync()).Text("next_batch");

        var answer = (await anna.GetAsync($"/_matrix/client/v3/keys/changes?from={People.Escaped(from)}&to={People.Escaped(to)}")).Accepted();

        answer["changed"].EnumerateArray().Select(user => user.GetString()).ShouldBe([boris.UserId]);
        answer["left"].EnumerateArray().Select(user => user.GetString()).ShouldBe([vera.UserId]);
        (await anna.GetAsync("/_matrix/client/v3/keys/changes?from=x&to=y")).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task A_removed_device_and_a_signed_one_are_changes_and_a_user_signing_key_is_its_owners_matter()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var second = await anna.OnAnotherDeviceAsync();
        await second.PublishesDeviceAsync();
        await anna.MeetsAsync(boris);
        await boris.SyncsAsync();

        (await second.PostAsync("/_matrix/client/v3/logout")).Accepted();
        Changed(await boris.SyncsAsync()).ShouldBe([anna.UserId]);

        var (master, userSigning) = (new SigningPair(), new SigningPair());
        (await anna.UploadsCrossSigningAsync(new JsonObject { ["master_key"] = master.CrossSigning(anna, "master") })).Accepted();
        Changed(await boris.SyncsAsync()).ShouldBe([anna.UserId]);
        await anna.SyncsAsync();

        var upload = new JsonObject
        {
            ["user_signing_key"] = master.Sign(userSigning.CrossSigning(anna, "user_signing"), anna),
        };
        var challenge = await anna.UploadsCrossSigningAsync(upload);
        upload["auth"] = new JsonObject
        {
            ["type"] = "m.login.password",
            ["session"] = challenge.Text("session"),
            ["identifier"] = new JsonObject { ["type"] = "m.id.user", ["user"] = anna.UserId },
            ["password"] = Person.Password,
        };
        (await anna.UploadsCrossSigningAsync(upload)).Accepted();
        Changed(await boris.SyncsAsync()).ShouldBeEmpty();
        Changed(await anna.SyncsAsync()).ShouldBe([anna.UserId]);
    }

    private static async Task<(long OneTime, bool FallbackUnused)> CountAsync(Person person)
    {
        person.SyncToken = null;
        var answer = await person.SyncsAsync();
        return (
            answer["device_one_time_keys_count"].GetProperty("signed_curve25519").GetInt64(),
            answer["device_unused_fallback_key_types"].GetArrayLength() == 1);
    }

    private static List<string?> Changed(Answer answer) => answer.Has("device_lists")
        ? [.. answer["device_lists"].GetProperty("changed").EnumerateArray().Select(user => user.GetString())]
        : [];
}

public sealed class KeySyncTestsOnSqlite(Town town) : KeySyncTests(town), IClassFixture<Town>;

public sealed class KeySyncTestsOnPostgreSql(TownOnPostgreSql town) : KeySyncTests(town), IClassFixture<TownOnPostgreSql>;

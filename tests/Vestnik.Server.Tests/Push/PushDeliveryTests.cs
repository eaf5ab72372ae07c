using System.Text.Json;
using System.Text.Json.Nodes;
using Vestnik.Server.Tests.Sync;
using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Push;

public sealed class PushDeliveryOnSqliteTests(PushingTown town) : PushDeliveryTests(town), IClassFixture<PushingTown>;

public sealed class PushDeliveryOnPostgreSqlTests(PushingTownOnPostgreSql town) : PushDeliveryTests(town), IClassFixture<PushingTownOnPostgreSql>;

/// <remarks>Spec: https://spec.matrix.org/v1.19/push-gateway-api/</remarks>
public abstract class PushDeliveryTests(Town town) : IAsyncLifetime
{
    private NeighbourGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await NeighbourGateway.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_message_reaches_the_gateway_with_what_the_specification_names()
    {
        var (anna, boris, room) = await TwoAsync();
        await anna.IsCalledAsync("Anna");
        await anna.SetsStateAsync(room, "m.room.name", "", """{"name": "The garden"}""");
        await boris.WantsPushesAsync(gateway.NotifyAddress, "phone", data: new JsonObject { ["brand"] = "kept" });

        var message = await anna.SendsAsync(room, "the roses are out");

        var (notification, _) = await gateway.NotificationOfAsync(message);
        JsonDocument.Parse(notification.GetRawText()).RootElement.GetProperty("room_id").GetString().ShouldBe(room);
        notification.GetProperty("type").GetString().ShouldBe("m.room.message");
        notification.GetProperty("sender").GetString().ShouldBe(anna.UserId);
        notification.GetProperty("sender_display_name").GetString().ShouldBe("Anna");
        notification.GetProperty("room_name").GetString().ShouldBe("The garden");
        notification.GetProperty("prio").GetString().ShouldBe("high");
        notification.GetProperty("content").GetProperty("body").GetString().ShouldBe("the roses are out");
        notification.GetProperty("counts").GetProperty("unread").GetInt32().ShouldBeGreaterThanOrEqualTo(1);
        var device = notification.GetProperty("devices").EnumerateArray().ShouldHaveSingleItem();
        device.GetProperty("app_id").GetString().ShouldBe("town.app");
        device.GetProperty("pushkey").GetString().ShouldBe("phone");
        device.GetProperty("pushkey_ts").GetInt64().ShouldBeGreaterThan(1_700_000_000);
        device.GetProperty("data").GetRawText().ShouldBe("""{"brand":"kept"}""");
        device.GetProperty("tweaks").GetProperty("sound").GetString().ShouldBe("default");
    }

    [Fact]
    public async Task Who_asks_for_ids_only_gets_ids_only()
    {
        var (anna, boris, room) = await TwoAsync();
        await boris.WantsPushesAsync(gateway.NotifyAddress, "phone", "event_id_only");

        var message = await anna.SendsAsync(room, "the roses are out");

        var (notification, _) = await gateway.NotificationOfAsync(message);
        notification.EnumerateObject().Select(member => member.Name).ShouldBe(["event_id", "room_id", "prio", "counts", "devices"], ignoreOrder: true);
    }

    [Fact]
    public async Task Of_an_encrypted_room_nothing_goes_out_in_clear()
    {
        var (anna, boris, room) = await TwoAsync();
        await anna.SetsStateAsync(room, "m.room.encryption", "", """{"algorithm": "m.megolm.v1.aes-sha2"}""");
        await boris.WantsPushesAsync(gateway.NotifyAddress, "phone");

        var slip = await anna.SendsAsync(room, "a slip of the tongue");
        var secret = (await anna.PutAsync(
            $"/_matrix/client/v3/rooms/{Escaped(room)}/send/m.room.encrypted/secret", """{"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AwgA"}""")).Accepted().Text("event_id");

        var (first, _) = await gateway.NotificationOfAsync(slip);
        first.GetRawText().ShouldNotContain("slip of the tongue");
        first.TryGetProperty("content", out _).ShouldBeFalse();
        var (second, _) = await gateway.NotificationOfAsync(secret);
        second.GetProperty("content").GetProperty("ciphertext").GetString().ShouldBe("AwgA");
        second.GetProperty("prio").GetString().ShouldBe("high");
    }

    [Fact]
    public async Task What_is_read_elsewhere_changes_the_number_on_the_icon()
    {
        var (anna, boris, room) = await TwoAsync();
        await boris.WantsPushesAsync(gateway.NotifyAddress, "phone");
        await anna.SendsAsync(room, "one");
        var last = await anna.SendsAsync(room, "two");
        var (pushed, _) = await gateway.NotificationOfAsync(last);
        pushed.GetProperty("counts").GetProperty("unread").GetInt32().ShouldBe(2);

        (await boris.ReadsAsync(room, last)).Accepted();

        var badge = (await gateway.NextAsync()).Notification;
        badge.TryGetProperty("event_id", out _).ShouldBeFalse();
        badge.GetProperty("counts").GetProperty("unread").GetInt32().ShouldBe(0);
        badge.GetProperty("prio").GetString().ShouldBe("low");
    }

    [Fact]
    public async Task Nobody_hears_of_their_own_messages_of_muted_rooms_or_of_people_whom_they_ignore()
    {
        var (anna, boris, room) = await TwoAsync();
        var muted = await anna.MeetsAsync(boris);
        var pest = await town.PersonAsync("pest");
        var shared = await pest.MeetsAsync(boris);
        (await boris.PutAsync($"/_matrix/client/v3/pushrules/global/room/{Escaped(muted)}", """{"actions": []}""")).Accepted();
        (await boris.PutAsync(
            $"/_matrix/client/v3/user/{Escaped(boris.UserId)}/account_data/m.ignored_user_list", $$"""{"ignored_users": {"{{pest.UserId}}": {} } }""")).Accepted();
        await boris.WantsPushesAsync(gateway.NotifyAddress, "phone");

        string[] silent = [await boris.SendsAsync(room, "mine"), await anna.SendsAsync(muted, "muted"), await pest.SendsAsync(shared, "ignored")];
        var heard = await anna.SendsAsync(room, "heard");
        var again = await anna.SendsAsync(room, "heard again");

        // On SQLite all rooms lie in one shard, in order; on PostgreSQL another room may be a moment later, and the second message waits for it.
        var (_, before) = await gateway.NotificationOfAsync(heard);
        var (_, between) = await gateway.NotificationOfAsync(again);
        foreach (var notification in before.Concat(between))
        {
            silent.ShouldNotContain(notification.GetProperty("event_id").GetString()!);
        }
    }

    [Fact]
    public async Task An_invitation_is_pushed_to_the_invited()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var room = await anna.CreatesRoomAsync();
        await boris.WantsPushesAsync(gateway.NotifyAddress, "phone");

        await anna.InvitesAsync(boris, room);

        var notification = (await gateway.NextAsync()).Notification;
        notification.GetProperty("type").GetString().ShouldBe("m.room.member");
        notification.GetProperty("membership").GetString().ShouldBe("invite");
        notification.GetProperty("user_is_target").GetBoolean().ShouldBeTrue();
        notification.GetProperty("room_id").GetString().ShouldBe(room);
    }

    [Fact]
    public async Task A_key_that_the_gateway_does_not_know_ends_and_the_others_stay()
    {
        var (anna, boris, room) = await TwoAsync();
        await boris.WantsPushesAsync(gateway.NotifyAddress, "dead");
        await boris.WantsPushesAsync(gateway.NotifyAddress, "alive");
        gateway.Answer = heard => (200, heard.PushKey == "dead" ? """{"rejected": ["dead"]}""" : "{}", null);

        await anna.SendsAsync(room, "one");
        string[] told = [(await gateway.NextAsync()).PushKey, (await gateway.NextAsync()).PushKey];
        told.ShouldBe(["dead", "alive"], ignoreOrder: true);
        await anna.SendsAsync(room, "two");

        (await gateway.NextAsync()).PushKey.ShouldBe("alive");
        (await boris.PushKeysAsync()).ShouldBe(["alive"]);
    }

    [Fact]
    public async Task A_gateway_that_has_too_much_to_do_gets_everything_later_and_in_order()
    {
        var (anna, boris, room) = await TwoAsync();
        await boris.WantsPushesAsync(gateway.NotifyAddress, "phone");
        var refusals = 0;
        gateway.Answer = _ => Interlocked.Increment(ref refusals) <= 2 ? (503, "busy", "1") : (200, "{}", null);

        var first = await anna.SendsAsync(room, "one");
        var second = await anna.SendsAsync(room, "two");

        var heard = new List<string>();
        while (!heard.Contains(second, StringComparer.Ordinal))
        {
            heard.Add((await gateway.NextAsync()).Notification.GetProperty("event_id").GetString()!);
        }

        heard.ShouldBe([first, first, first, second]);
    }

    [Fact]
    public async Task What_is_owed_outlives_a_restart()
    {
        var (anna, boris, room) = await TwoAsync();
        await boris.WantsPushesAsync(gateway.NotifyAddress, "phone");
        gateway.Answer = _ => (500, "broken", null);
        var message = await anna.SendsAsync(room, "one");
        await gateway.NotificationOfAsync(message);

        await town.RestartAsync();
        gateway.Answer = _ => (200, "{}", null);

        await gateway.NotificationOfAsync(message);
    }

    [Fact]
    public async Task A_deleted_message_is_not_pushed_any_more()
    {
        var (anna, boris, room) = await TwoAsync();
        await boris.WantsPushesAsync(gateway.NotifyAddress, "phone");
        gateway.Answer = _ => (500, "broken", null);
        var regretted = await anna.SendsAsync(room, "said too much");
        await gateway.NotificationOfAsync(regretted);
        (await anna.PutAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/redact/{Escaped(regretted)}/r1", "{}")).Accepted();
        var kept = await anna.SendsAsync(room, "something else");
        gateway.Answer = _ => (200, "{}", null);

        // Whoever sets their pusher again does not wait for the pause after a failure.
        await boris.WantsPushesAsync(gateway.NotifyAddress, "phone");
        var (_, before) = await gateway.NotificationOfAsync(kept);

        // A try that was under way when the message was deleted may still be among them, a failed one.
        before.Count.ShouldBeLessThanOrEqualTo(2);
        var last = await anna.SendsAsync(room, "the end");
        (await gateway.NotificationOfAsync(last)).Before.ShouldBeEmpty();
    }

    private async Task<(Person Anna, Person Boris, string Room)> TwoAsync()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        return (anna, boris, await anna.MeetsAsync(boris));
    }
}

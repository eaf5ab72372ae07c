using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Devices;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Server.Tests.Keys;

public abstract class ToDeviceTests(Town town)
{
    [Fact]
    public async Task Messages_arrive_in_their_order_and_once()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        foreach (var text in (string[])["one", "two", "three"])
        {
            await SendsAsync(anna, boris, boris.DeviceId, text, transaction: text);
        }

        await SendsAsync(anna, boris, boris.DeviceId, "one", transaction: "one");

        (await InboxAsync(boris)).ShouldBe(["one", "two", "three"]);
    }

    [Fact]
    public async Task A_star_reaches_every_device_of_a_person()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var second = await boris.OnAnotherDeviceAsync();

        await SendsAsync(anna, boris, "*", "all", transaction: "t");

        (await InboxAsync(boris)).ShouldBe(["all"]);
        (await InboxAsync(second)).ShouldBe(["all"]);
    }

    [Fact]
    public async Task What_waits_survives_a_restart_and_is_forgotten_once_it_is_acknowledged()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await SendsAsync(anna, boris, boris.DeviceId, "one", transaction: "1");
        await SendsAsync(anna, boris, boris.DeviceId, "two", transaction: "2");
        await town.RestartAsync();

        var items = await ItemsAsync(boris);
        items.Count.ShouldBe(2);
        await Inbox.AcknowledgeAsync(UserId.Parse(boris.UserId), DeviceId.Parse(boris.DeviceId), items[0].Position, TestContext.Current.CancellationToken);

        (await InboxAsync(boris)).ShouldBe(["two"]);
        await SendsAsync(anna, boris, boris.DeviceId, "one", transaction: "1");
        (await InboxAsync(boris)).ShouldBe(["two"]);
    }

    [Fact]
    public async Task A_full_page_leaves_the_rest_for_the_next()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await SendsAsync(anna, boris, boris.DeviceId, "one", transaction: "1");
        await SendsAsync(anna, boris, boris.DeviceId, "two", transaction: "2");

        var first = (await ItemsAsync(boris, limit: 1)).Single();
        var second = (await ItemsAsync(boris, after: first.Position)).Single();

        Text(first).ShouldBe("one");
        Text(second).ShouldBe("two");
    }

    [Fact]
    public async Task A_device_that_does_not_exist_gets_nothing_and_people_of_another_server_are_refused()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await SendsAsync(anna, boris, "NOSUCH", "lost", transaction: "1");

        (await InboxAsync(boris)).ShouldBeEmpty();
        (await anna.PutAsync("/_matrix/client/v3/sendToDevice/m.test/2", """{"messages": {"@far:away.example": {"*": {} } } }"""))
            .Refused(400, "M_INVALID_PARAM");
    }

    private ToDeviceInbox Inbox => town.Services.GetRequiredService<ToDeviceInbox>();

    private static async Task SendsAsync(Person sender, Person receiver, string device, string text, string transaction)
    {
        var body = new JsonObject
        {
            ["messages"] = new JsonObject { [receiver.UserId] = new JsonObject { [device] = new JsonObject { ["text"] = text } } },
        };
        (await sender.PutAsync($"/_matrix/client/v3/sendToDevice/m.test/{transaction}", body.ToJsonString())).Accepted();
    }

    private async Task<IReadOnlyList<ToDeviceItem>> ItemsAsync(Person person, long after = 0, int limit = 100) =>
        await Inbox.PageAsync(
            UserId.Parse(person.UserId), DeviceId.Parse(person.DeviceId), after, long.MaxValue, limit, TestContext.Current.CancellationToken);

    private async Task<IEnumerable<string?>> InboxAsync(Person person) => (await ItemsAsync(person)).Select(Text);

    private static string? Text(ToDeviceItem item)
    {
        using var json = JsonDocument.Parse(item.Event);
        return json.RootElement.GetProperty("content").GetProperty("text").GetString();
    }
}

public sealed class ToDeviceTestsOnSqlite(Town town) : ToDeviceTests(town), IClassFixture<Town>;

public sealed class ToDeviceTestsOnPostgreSql(TownOnPostgreSql town) : ToDeviceTests(town), IClassFixture<TownOnPostgreSql>;

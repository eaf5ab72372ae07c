using System.Text.Json;

namespace Vestnik.Server.Tests.Sync;

public sealed class DeviceListOnSqliteTests(Town town) : DeviceListTests(town), IClassFixture<Town>;

public sealed class DeviceListOnPostgreSqlTests(TownOnPostgreSql town) : DeviceListTests(town), IClassFixture<TownOnPostgreSql>;

public abstract class DeviceListTests(Town town)
{
    [Fact]
    public async Task Who_comes_into_a_room_is_somebody_whose_keys_are_needed_and_who_goes_is_not()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.CreatesRoomAsync();
        await anna.SyncsAsync();
        await anna.InvitesAsync(boris, room);
        await boris.JoinsAsync(room);
        await boris.SyncsAsync();

        Named("changed", await anna.SyncsAsync()).ShouldContain(boris.UserId);

        await boris.LeavesAsync(room);
        Named("left", await anna.SyncsAsync()).ShouldBe([boris.UserId]);
        Named("left", await boris.SyncsAsync()).ShouldBe([anna.UserId]);
    }

    [Fact]
    public async Task Who_stays_in_another_room_with_somebody_has_not_left_them()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        await anna.MeetsAsync(boris);
        await anna.SyncsAsync();

        await boris.LeavesAsync(room);

        (await anna.SyncsAsync()).Has("device_lists").ShouldBeFalse();
    }

    [Fact]
    public async Task A_message_to_a_device_is_given_until_it_is_acknowledged_and_not_again()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        await boris.SyncsAsync();
        var before = boris.SyncToken;
        var waiting = boris.SyncsAsync(10_000);
        (await anna.PutAsync(
            "/_matrix/client/v3/sendToDevice/org.example.hint/1",
            $$"""{"messages": {"{{boris.UserId}}": {"{{boris.DeviceId}}": {"hint": "roses"} } } }""")).Accepted();
        ToDevice(await waiting).ShouldBe(["roses"]);

        boris.SyncToken = before;
        ToDevice(await boris.SyncsAsync()).ShouldBe(["roses"]);
        (await boris.SyncsAsync()).Has("to_device").ShouldBeFalse();

        boris.SyncToken = before;
        (await boris.SyncsAsync()).Has("to_device").ShouldBeFalse();
    }

    [Fact]
    public async Task More_messages_than_one_answer_holds_come_in_order_and_all()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        await boris.SyncsAsync();
        for (var i = 0; i < 130; i++)
        {
            (await anna.PutAsync(
                $"/_matrix/client/v3/sendToDevice/org.example.hint/{i}",
                $$"""{"messages": {"{{boris.UserId}}": {"*": {"hint": "{{i}}"} } } }""")).Accepted();
        }

        List<string> seen = [.. ToDevice(await boris.SyncsAsync()), .. ToDevice(await boris.SyncsAsync(5_000))];

        seen.ShouldBe([.. Enumerable.Range(0, 130).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
    }

    private static string[] Named(string change, Answer answer) =>
        [.. answer["device_lists"].GetProperty(change).EnumerateArray().Select((JsonElement user) => user.GetString()!)];

    private static string[] ToDevice(Answer answer) =>
    [
        .. answer["to_device"].GetProperty("events").EnumerateArray()
            .Select((JsonElement message) => message.GetProperty("content").GetProperty("hint").GetString()!),
    ];
}

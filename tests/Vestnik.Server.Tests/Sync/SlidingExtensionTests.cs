namespace Vestnik.Server.Tests.Sync;

public sealed class SlidingExtensionOnSqliteTests(Town town) : SlidingExtensionTests(town), IClassFixture<Town>;

public sealed class SlidingExtensionOnPostgreSqlTests(TownOnPostgreSql town) : SlidingExtensionTests(town), IClassFixture<TownOnPostgreSql>;

/// <summary>What sliding sync tells beside rooms.</summary>
public abstract class SlidingExtensionTests(Town town)
{
    [Fact]
    public async Task A_message_to_a_device_wakes_it_and_is_given_until_it_shows_that_it_has_it()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var start = (await boris.SlidesAsync(ToDevice(null))).Extension("to_device").GetProperty("next_batch").GetString()!;
        var waiting = boris.SlidesAsync(ToDevice(start), 20_000);
        (await anna.PutAsync(
            "/_matrix/client/v3/sendToDevice/org.example.hint/1",
            $$"""{"messages": {"{{boris.UserId}}": {"{{boris.DeviceId}}": {"hint": "roses"} } } }""")).Accepted();
        var given = await waiting;
        Hints(given).ShouldBe(["roses"]);

        Hints(await boris.SlidesAsync(ToDevice(start))).ShouldBe(["roses"]);
        Hints(await boris.SlidesAsync(ToDevice(given.Extension("to_device").GetProperty("next_batch").GetString()))).ShouldBeEmpty();
        boris.SyncToken = null;
        Hints(await boris.SlidesAsync(ToDevice(null))).ShouldBeEmpty();
    }

    [Fact]
    public async Task More_messages_to_a_device_than_asked_for_come_with_the_next_answers()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        for (var i = 1; i <= 3; i++)
        {
            (await anna.PutAsync(
                $"/_matrix/client/v3/sendToDevice/org.example.hint/{i}",
                $$"""{"messages": {"{{boris.UserId}}": {"{{boris.DeviceId}}": {"hint": "rose {{i}}"} } } }""")).Accepted();
        }

        var first = await boris.SlidesAsync(ToDevice(null, limit: 2));
        Hints(first).ShouldBe(["rose 1", "rose 2"]);
        Hints(await boris.SlidesAsync(ToDevice(first.Extension("to_device").GetProperty("next_batch").GetString(), limit: 2))).ShouldBe(["rose 3"]);
    }

    [Fact]
    public async Task Whose_keys_are_needed_is_told_of_rooms_that_nobody_looks_at()
    {
        const string keys = """{"extensions": {"e2ee": {"enabled": true} } }""";
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.CreatesRoomAsync();
        var first = (await anna.SlidesAsync(keys)).Extension("e2ee");
        first.GetProperty("device_one_time_keys_count").GetProperty("signed_curve25519").GetInt32().ShouldBe(0);
        first.GetProperty("device_unused_fallback_key_types").GetArrayLength().ShouldBe(0);
        first.TryGetProperty("device_lists", out _).ShouldBeFalse();
        await anna.InvitesAsync(boris, room);

        var waiting = anna.SlidesAsync(keys, 20_000);
        await boris.JoinsAsync(room);
        (await waiting).Extension("e2ee").GetProperty("device_lists").GetProperty("changed").EnumerateArray()
            .Select(user => user.GetString()).ShouldBe([boris.UserId]);

        await boris.LeavesAsync(room);
        (await anna.SlidesAsync(keys)).Extension("e2ee").GetProperty("device_lists").GetProperty("left").EnumerateArray()
            .Select(user => user.GetString()).ShouldBe([boris.UserId]);
        (await anna.SlidesAsync(keys)).Extension("e2ee").TryGetProperty("device_lists", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Account_data_is_told_whole_and_then_as_it_changes()
    {
        var anna = await town.PersonAsync("anna");
        var (garden, kitchen) = (await anna.CreatesRoomAsync(), await anna.CreatesRoomAsync());
        await anna.SetsAccountDataAsync("org.example.colour", """{"colour": "green"}""");
        await anna.SetsAccountDataAsync("org.example.colour", """{"colour": "red"}""", garden);
        var wanted = With("account_data", garden);

        var first = (await anna.SlidesAsync(wanted)).Extension("account_data");
        Types(first.GetProperty("global")).ShouldBe(["m.push_rules", "org.example.colour"], ignoreOrder: true);
        first.GetProperty("rooms").GetProperty(garden).EnumerateArray().ShouldHaveSingleItem()
            .GetProperty("content").GetProperty("colour").GetString().ShouldBe("red");
        (await anna.SlidesAsync(wanted)).HasExtension("account_data").ShouldBeFalse();

        await anna.SetsAccountDataAsync("org.example.mood", "{}");
        await anna.SetsAccountDataAsync("org.example.mood", "{}", garden);
        await anna.SetsAccountDataAsync("org.example.mood", "{}", kitchen);
        var changed = (await anna.SlidesAsync(wanted)).Extension("account_data");
        Types(changed.GetProperty("global")).ShouldBe(["org.example.mood"]);
        changed.GetProperty("rooms").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(garden);

        var both = $$"""{"room_subscriptions": {"{{garden}}": {}, "{{kitchen}}": {} }, "extensions": {"account_data": {"enabled": true} } }""";
        (await anna.SlidesAsync(both)).Extension("account_data").GetProperty("rooms").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(kitchen);
    }

    [Fact]
    public async Task Receipts_of_what_is_shown_and_of_what_moves_are_told()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        var early = await anna.SendsAsync(room, "early");
        (await boris.ReadsAsync(room, early)).Accepted();
        await anna.SendsAsync(room, "late");
        var wanted = With("receipts", room, limit: 1);
        (await anna.SlidesAsync(wanted)).HasExtension("receipts").ShouldBeFalse();

        var last = await anna.SendsAsync(room, "last");
        await anna.SlidesAsync(wanted);
        var reading = anna.SlidesAsync(wanted, 20_000);
        (await boris.ReadsAsync(room, last)).Accepted();
        var receipt = (await reading).Extension("receipts").GetProperty("rooms").GetProperty(room);
        receipt.GetProperty("type").GetString().ShouldBe("m.receipt");
        receipt.GetProperty("content").GetProperty(last).GetProperty("m.read").TryGetProperty(boris.UserId, out _).ShouldBeTrue();

        anna.SyncToken = null;
        (await anna.SlidesAsync(wanted)).Extension("receipts").GetProperty("rooms").GetProperty(room)
            .GetProperty("content").TryGetProperty(last, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_types_is_told_and_who_stops()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        var wanted = With("typing", room);
        (await anna.SlidesAsync(wanted)).HasExtension("typing").ShouldBeFalse();

        var waiting = anna.SlidesAsync(wanted, 20_000);
        (await boris.TypesAsync(room, """{"typing": true, "timeout": 30000}""")).Accepted();
        Typists(await waiting, room).ShouldBe([boris.UserId]);
        (await boris.TypesAsync(room, """{"typing": false}""")).Accepted();
        Typists(await anna.SlidesAsync(wanted), room).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_extension_can_be_asked_for_some_rooms_only()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var (garden, kitchen) = (await anna.MeetsAsync(boris), await anna.MeetsAsync(boris));
        foreach (var room in (string[])[garden, kitchen])
        {
            (await boris.TypesAsync(room, """{"typing": true, "timeout": 30000}""")).Accepted();
        }

        const string list = """ "lists": {"all": {"ranges": [[0, 19]]} } """;
        Typing(await anna.SlidesAsync($$"""{ {{list}}, "extensions": {"typing": {"enabled": true} } }""")).ShouldBe([garden, kitchen], ignoreOrder: true);
        anna.SyncToken = null;
        Typing(await anna.SlidesAsync($$"""{ {{list}}, "extensions": {"typing": {"enabled": true, "lists": [], "rooms": ["{{garden}}"]} } }""")).ShouldBe([garden]);
        anna.SyncToken = null;
        (await anna.SlidesAsync($$"""{ {{list}}, "extensions": {"typing": {"enabled": true, "lists": ["other"], "rooms": []} } }""")).HasExtension("typing").ShouldBeFalse();

        static string[] Typing(Answer answer) => [.. answer.Extension("typing").GetProperty("rooms").EnumerateObject().Select(room => room.Name)];
    }

    private static string ToDevice(string? since, int limit = 100) =>
        $$"""{"extensions": {"to_device": {"enabled": true, "limit": {{limit}}{{(since is null ? "" : $", \"since\": \"{since}\"")}} } } }""";

    private static string With(string extension, string room, int limit = 10) =>
        $$"""{"room_subscriptions": {"{{room}}": {"timeline_limit": {{limit}} } }, "extensions": {"{{extension}}": {"enabled": true} } }""";

    private static string[] Hints(Answer answer) =>
        [.. answer.Extension("to_device").GetProperty("events").EnumerateArray().Select(sent => sent.GetProperty("content").GetProperty("hint").GetString()!)];

    private static string[] Types(System.Text.Json.JsonElement events) => [.. events.EnumerateArray().Select(datum => datum.GetProperty("type").GetString()!)];

    private static string[] Typists(Answer answer, string room) =>
        [.. answer.Extension("typing").GetProperty("rooms").GetProperty(room).GetProperty("content").GetProperty("user_ids").EnumerateArray().Select(user => user.GetString()!)];
}

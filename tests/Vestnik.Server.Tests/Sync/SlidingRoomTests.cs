using System.Text.Json;
using static Vestnik.Server.Tests.People;
using static Vestnik.Server.Tests.Sync.SlidingWords;

namespace Vestnik.Server.Tests.Sync;

public sealed class SlidingRoomOnSqliteTests(Town town) : SlidingRoomTests(town), IClassFixture<Town>;

public sealed class SlidingRoomOnPostgreSqlTests(TownOnPostgreSql town) : SlidingRoomTests(town), IClassFixture<TownOnPostgreSql>;

/// <summary>What sliding sync tells of a room in sight.</summary>
public abstract class SlidingRoomTests(Town town)
{
    [Fact]
    public async Task Only_the_state_that_is_asked_for_is_told()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        await anna.SetsStateAsync(room, "m.room.topic", "", """{"topic": "roses"}""");
        const string wanted = "\"timeline_limit\": 0, \"required_state\": [[\"m.room.create\", \"\"], [\"m.room.member\", \"$ME\"], [\"m.room.name\", \"\"]]";

        (await anna.SlidesAsync(Subscribed(room, wanted))).Room(room).State().ShouldBe(["m.room.create", $"m.room.member {anna.UserId}"], ignoreOrder: true);

        await anna.SetsStateAsync(room, "m.room.topic", "", """{"topic": "lilies"}""");
        await anna.SetsStateAsync(room, "m.room.name", "", """{"name": "The garden"}""");
        var shown = (await anna.SlidesAsync(Subscribed(room, wanted))).Room(room);
        shown.State().ShouldBe(["m.room.name"]);
        shown.GetProperty("name").GetString().ShouldBe("The garden");
    }

    [Fact]
    public async Task Stars_stand_for_every_type_and_every_key()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);

        string[] everything = ["m.room.create", "m.room.power_levels", "m.room.join_rules", $"m.room.member {anna.UserId}", $"m.room.member {boris.UserId}"];
        everything.Except(await StateAsync("[\"*\", \"*\"]")).ShouldBeEmpty();
        (await StateAsync("[\"m.room.member\", \"*\"]")).ShouldBe([$"m.room.member {anna.UserId}", $"m.room.member {boris.UserId}"], ignoreOrder: true);
        (await StateAsync($"[\"*\", \"{boris.UserId}\"]")).ShouldBe([$"m.room.member {boris.UserId}"]);
        var lazily = await StateAsync("[\"*\", \"*\"], [\"m.room.member\", \"$LAZY\"]");
        lazily.ShouldContain("m.room.create");
        lazily.ShouldNotContain($"m.room.member {anna.UserId}");

        async Task<string[]> StateAsync(string patterns)
        {
            anna.SyncToken = null;
            return (await anna.SlidesAsync(Subscribed(room, $"\"timeline_limit\": 0, \"required_state\": [{patterns}]"))).Room(room).State();
        }
    }

    [Fact]
    public async Task Lazy_members_are_those_who_speak_and_each_is_told_once()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var vera = await town.PersonAsync("vera");
        var room = await anna.MeetsAsync(boris, vera);
        await anna.SendsAsync(room, "hello");
        const string wanted = "\"timeline_limit\": 1, \"required_state\": [[\"m.room.member\", \"$LAZY\"]]";

        (await anna.SlidesAsync(Subscribed(room, wanted))).Room(room).State().ShouldBe([$"m.room.member {anna.UserId}"]);
        await boris.SendsAsync(room, "good morning");
        (await anna.SlidesAsync(Subscribed(room, wanted))).Room(room).State().ShouldBe([$"m.room.member {boris.UserId}"]);
        await boris.SendsAsync(room, "how are you");
        (await anna.SlidesAsync(Subscribed(room, wanted))).Room(room).State().ShouldBeEmpty();
        await vera.LeavesAsync(room);
        (await anna.SlidesAsync(Subscribed(room, wanted))).Room(room).State().ShouldBe([$"m.room.member {vera.UserId}"]);
    }

    [Fact]
    public async Task State_that_is_asked_for_later_comes_at_once()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync("""{"name": "The garden"}""");
        await anna.SlidesAsync(Subscribed(room, "\"timeline_limit\": 1"));

        var shown = (await anna.SlidesAsync(Subscribed(room, "\"timeline_limit\": 1, \"required_state\": [[\"m.room.name\", \"\"]]"))).Room(room);
        shown.State().ShouldBe(["m.room.name"]);
        shown.Says("initial").ShouldBeFalse();

        (await anna.SlidesAsync(Subscribed(room, "\"timeline_limit\": 1, \"required_state\": [[\"m.room.name\", \"\"]]"))).Rooms().ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_asks_for_more_of_the_past_gets_the_latest_events_again()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        for (var i = 1; i <= 5; i++)
        {
            await anna.SendsAsync(room, $"message {i}");
        }

        (await anna.SlidesAsync(Subscribed(room, "\"timeline_limit\": 1"))).Room(room).Messages().ShouldBe(["message 5"]);
        var shown = (await anna.SlidesAsync(Subscribed(room, "\"timeline_limit\": 4"))).Room(room);

        shown.Messages().ShouldBe(["message 2", "message 3", "message 4", "message 5"]);
        shown.Says("unstable_expanded_timeline").ShouldBeTrue();
        shown.Says("initial").ShouldBeFalse();
        shown.GetProperty("num_live").GetInt32().ShouldBe(0);
        (await anna.SlidesAsync(Subscribed(room, "\"timeline_limit\": 1"))).Rooms().ShouldBeEmpty();
        (await anna.SlidesAsync(Subscribed(room, "\"timeline_limit\": 4"))).Rooms().ShouldBeEmpty();
    }

    [Fact]
    public async Task More_news_than_the_timeline_holds_leaves_a_gap_that_can_be_filled()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        await anna.SlidesAsync(Subscribed(room, "\"timeline_limit\": 2"));
        for (var i = 1; i <= 4; i++)
        {
            await anna.SendsAsync(room, $"message {i}");
        }

        var shown = (await anna.SlidesAsync(Subscribed(room, "\"timeline_limit\": 2"))).Room(room);

        shown.Messages().ShouldBe(["message 3", "message 4"]);
        shown.Says("limited").ShouldBeTrue();
        var earlier = await anna.GetAsync(
            $"/_matrix/client/v3/rooms/{Escaped(room)}/messages?dir=b&limit=2&from={shown.GetProperty("prev_batch").GetString()}");
        earlier.Accepted()["chunk"].EnumerateArray().Select(found => found.GetProperty("content").GetProperty("body").GetString())
            .ShouldBe(["message 2", "message 1"]);
    }

    [Fact]
    public async Task A_nameless_room_shows_after_whom_to_name_it()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        await boris.IsCalledAsync("Boris the gardener");
        var room = await anna.MeetsAsync(boris);

        var hero = (await anna.SlidesAsync(Twenty)).Room(room).GetProperty("heroes").EnumerateArray().ShouldHaveSingleItem();

        hero.GetProperty("user_id").GetString().ShouldBe(boris.UserId);
        hero.GetProperty("displayname").GetString().ShouldBe("Boris the gardener");
    }

    [Fact]
    public async Task Unread_messages_are_counted_until_they_are_read()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        await anna.ReadsAsync(room, await anna.SendsAsync(room, "hello"));
        (await anna.SlidesAsync(Twenty)).Room(room).GetProperty("notification_count").GetInt32().ShouldBe(0);

        var last = await boris.SendsAsync(room, "good morning");
        (await anna.SlidesAsync(Twenty)).Room(room).GetProperty("notification_count").GetInt32().ShouldBe(1);

        (await anna.ReadsAsync(room, last)).Accepted();
        var shown = (await anna.SlidesAsync(Twenty)).Room(room);
        shown.GetProperty("notification_count").GetInt32().ShouldBe(0);
        shown.TryGetProperty("timeline", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_room_that_becomes_a_direct_chat_says_so()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        (await anna.SlidesAsync(Twenty)).Room(room).Says("is_dm").ShouldBeFalse();

        await anna.SetsAccountDataAsync("m.direct", $$"""{"{{boris.UserId}}": ["{{room}}"]}""");

        (await anna.SlidesAsync(Twenty)).Room(room).Says("is_dm").ShouldBeTrue();
    }

    [Fact]
    public async Task Coming_and_going_does_not_bump_a_room()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.CreatesRoomAsync();
        await anna.SendsAsync(room, "hello");
        await anna.SlidesAsync(Twenty);

        await anna.InvitesAsync(boris, room);
        await boris.JoinsAsync(room);
        var shown = (await anna.SlidesAsync(Twenty)).Room(room);
        shown.GetProperty("joined_count").GetInt32().ShouldBe(2);
        shown.TryGetProperty("bump_stamp", out _).ShouldBeFalse();

        await boris.SendsAsync(room, "good morning");
        (await anna.SlidesAsync(Twenty)).Room(room).GetProperty("bump_stamp").ValueKind.ShouldBe(JsonValueKind.Number);
    }
}

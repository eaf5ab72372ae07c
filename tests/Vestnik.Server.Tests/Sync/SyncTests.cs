using System.Text.Json;
using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Sync;

public sealed class SyncOnSqliteTests(Town town) : SyncTests(town), IClassFixture<Town>;

public sealed class SyncOnPostgreSqlTests(TownOnPostgreSql town) : SyncTests(town), IClassFixture<TownOnPostgreSql>;

public abstract class SyncTests(Town town)
{
    [Fact]
    public async Task A_first_sync_shows_the_rooms_that_a_person_is_in()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync("""{"name": "The garden"}""");
        await anna.SendsAsync(room, "good morning");

        var shown = (await anna.SyncsAsync()).Joined(room);

        shown.Texts().ShouldContain("good morning");
        shown.GetProperty("summary").GetProperty("m.joined_member_count").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_message_wakes_whoever_waits_for_it()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        await boris.SyncsAsync();

        var waiting = boris.SyncsAsync(milliseconds: 20_000);
        await anna.SendsAsync(room, "hello");

        var shown = (await waiting).Joined(room);
        shown.Texts().ShouldBe(["hello"]);
        shown.GetProperty("timeline").GetProperty("limited").GetBoolean().ShouldBeFalse();
        shown.GetProperty("state").GetProperty("events").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task An_invitation_shows_what_the_room_is_and_who_invites()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        await boris.SyncsAsync();
        var room = await anna.CreatesRoomAsync("""{"name": "The garden"}""");

        await anna.InvitesAsync(boris, room);

        var invitation = (await boris.SyncsAsync())["rooms"].GetProperty("invite").GetProperty(room);
        var events = invitation.GetProperty("invite_state").GetProperty("events").EnumerateArray().ToArray();
        events.ShouldContain(shown => shown.GetProperty("type").GetString() == "m.room.name");
        events[^1].GetProperty("state_key").GetString().ShouldBe(boris.UserId);
        events[^1].GetProperty("sender").GetString().ShouldBe(anna.UserId);
    }

    [Fact]
    public async Task Who_joins_a_room_gets_its_state()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        await boris.SyncsAsync();
        var room = await anna.CreatesRoomAsync("""{"name": "The garden"}""");
        await anna.InvitesAsync(boris, room);
        await boris.JoinsAsync(room);

        var answer = await boris.SyncsAsync();

        EventsOf(answer, room).ShouldContain(shown => shown.GetProperty("type").GetString() == "m.room.create");
        answer["rooms"].TryGetProperty("invite", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_leaves_a_room_is_told_so_once()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        await boris.SyncsAsync();
        await boris.LeavesAsync(room);
        await anna.SendsAsync(room, "now that he is gone");

        var left = (await boris.SyncsAsync())["rooms"].GetProperty("leave").GetProperty(room);
        left.Texts().ShouldBeEmpty();
        left.GetProperty("timeline").GetProperty("events").GetArrayLength().ShouldBe(1);

        (await boris.SyncsAsync()).Has("rooms").ShouldBeFalse();
    }

    [Fact]
    public async Task Left_rooms_are_shown_to_who_asks_for_them_until_they_forget_them()
    {
        const string withLeft = """{"room": {"include_leave": true}}""";
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        await anna.LeavesAsync(room);
        (await anna.SyncsAsync(filter: withLeft))["rooms"].GetProperty("leave").TryGetProperty(room, out _).ShouldBeTrue();

        (await anna.PostAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/forget")).Accepted();

        anna.SyncToken = null;
        (await anna.SyncsAsync(filter: withLeft)).Has("rooms").ShouldBeFalse();
    }

    [Fact]
    public async Task More_news_than_the_timeline_holds_leaves_a_gap_with_the_state_that_changed_in_it()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        await anna.SyncsAsync();
        await anna.SetsStateAsync(room, "m.room.topic", "", """{"topic": "roses"}""");
        for (var i = 0; i < 12; i++)
        {
            await anna.SendsAsync(room, $"message {i}");
        }

        var shown = (await anna.SyncsAsync()).Joined(room);

        shown.GetProperty("timeline").GetProperty("limited").GetBoolean().ShouldBeTrue();
        shown.Texts().Count.ShouldBe(10);
        shown.GetProperty("state").GetProperty("events").EnumerateArray()
            .ShouldContain(state => state.GetProperty("type").GetString() == "m.room.topic");
    }

    [Fact]
    public async Task Only_the_sending_device_sees_its_transaction_id()
    {
        var anna = await town.PersonAsync("anna");
        var tablet = await anna.OnAnotherDeviceAsync();
        var room = await anna.CreatesRoomAsync();
        await anna.SyncsAsync();
        await tablet.SyncsAsync();
        await anna.SendsAsync(room, "hello");

        Unsigned(await anna.SyncsAsync(), room).TryGetProperty("transaction_id", out _).ShouldBeTrue();
        Unsigned(await tablet.SyncsAsync(), room).TryGetProperty("transaction_id", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_news_a_sync_answers_after_its_time()
    {
        var anna = await town.PersonAsync("anna");
        await anna.SyncsAsync();
        await anna.SyncsAsync();

        var answer = await anna.SyncsAsync(milliseconds: 300);

        answer.Has("rooms").ShouldBeFalse();
        answer.Has("next_batch").ShouldBeTrue();
    }

    [Theory]
    [InlineData("since=nonsense")]
    [InlineData("since=s1_AAAA")]
    [InlineData("timeout=soon")]
    [InlineData("filter=12345678")]
    public async Task What_is_no_token_time_or_filter_is_refused(string query)
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync($"/_matrix/client/v3/sync?{query}")).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task After_a_restart_a_token_still_stands_where_it_stood()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        await anna.SyncsAsync();
        await anna.SendsAsync(room, "before");
        await town.RestartAsync();
        await anna.SendsAsync(room, "after");

        (await anna.SyncsAsync()).Joined(room).Texts().ShouldBe(["before", "after"]);
    }

    private static JsonElement Unsigned(Answer answer, string room) =>
        answer.Joined(room).GetProperty("timeline").GetProperty("events")[0].GetProperty("unsigned");
}

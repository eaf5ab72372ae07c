using static Vestnik.Server.Tests.Sync.SlidingWords;

namespace Vestnik.Server.Tests.Sync;

public sealed class SlidingConnectionOnSqliteTests(Town town) : SlidingConnectionTests(town), IClassFixture<Town>;

public sealed class SlidingConnectionOnPostgreSqlTests(TownOnPostgreSql town) : SlidingConnectionTests(town), IClassFixture<TownOnPostgreSql>;

/// <summary>How a sliding sync goes on, waits, is resumed and is refused.</summary>
public abstract class SlidingConnectionTests(Town town)
{
    [Fact]
    public async Task The_server_says_that_it_speaks_sliding_sync() =>
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/versions")).Accepted()["unstable_features"]
            .GetProperty("org.matrix.simplified_msc3575").GetBoolean().ShouldBeTrue();

    [Fact]
    public async Task A_message_wakes_whoever_waits_for_it_and_brings_only_what_is_new()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        var before = (await boris.SlidesAsync(Twenty)).Room(room).GetProperty("bump_stamp").GetInt64();

        var waiting = boris.SlidesAsync(Twenty, 20_000);
        await anna.SendsAsync(room, "hello");

        var shown = (await waiting).Room(room);
        shown.Messages().ShouldBe(["hello"]);
        shown.Says("initial").ShouldBeFalse();
        shown.Says("limited").ShouldBeFalse();
        shown.GetProperty("num_live").GetInt32().ShouldBe(1);
        shown.GetProperty("bump_stamp").GetInt64().ShouldBeGreaterThanOrEqualTo(before);
        shown.TryGetProperty("name", out _).ShouldBeFalse();
        shown.TryGetProperty("joined_count", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_news_an_answer_comes_after_its_time_and_shows_no_rooms()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        (await anna.SlidesAsync(Twenty)).Rooms().ShouldBe([room]);

        (await anna.SlidesAsync(Twenty, 300)).Rooms().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_given_again()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        var first = (await anna.SlidesAsync(Twenty)).Text("pos");
        await anna.SendsAsync(room, "one");
        (await anna.TriesToSlideAsync(Twenty, first)).Accepted().Room(room).Messages().ShouldBe(["one"]);
        await anna.SendsAsync(room, "two");

        var again = (await anna.TriesToSlideAsync(Twenty, first)).Accepted();
        again.Room(room).Messages().ShouldBe(["one", "two"]);

        (await anna.TriesToSlideAsync(Twenty, again.Text("pos"))).Accepted().Rooms().ShouldBeEmpty();
        (await anna.TriesToSlideAsync(Twenty, first)).Refused(400, "M_UNKNOWN_POS");
    }

    [Fact]
    public async Task A_position_that_is_not_of_this_connection_is_not_known()
    {
        var anna = await town.PersonAsync("anna");
        var eve = await town.PersonAsync("eve");
        var tablet = await anna.OnAnotherDeviceAsync();
        var pos = (await anna.SlidesAsync(Twenty)).Text("pos");
        await eve.SlidesAsync(Twenty);
        await tablet.SlidesAsync(Twenty);

        (await anna.TriesToSlideAsync(Twenty, "nonsense")).Refused(400, "M_UNKNOWN_POS");
        (await anna.TriesToSlideAsync(Twenty, pos + "0")).Refused(400, "M_UNKNOWN_POS");
        (await anna.TriesToSlideAsync(Twenty.Insert(1, "\"conn_id\": \"other\", "), pos)).Refused(400, "M_UNKNOWN_POS");
        (await eve.TriesToSlideAsync(Twenty, pos)).Refused(400, "M_UNKNOWN_POS");
        (await tablet.TriesToSlideAsync(Twenty, pos)).Refused(400, "M_UNKNOWN_POS");
        (await anna.TriesToSlideAsync(Twenty, pos)).Accepted();
    }

    [Fact]
    public async Task Connections_with_names_go_on_side_by_side()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        var (list, encryption) = (Twenty.Insert(1, "\"conn_id\": \"list\", "), Twenty.Insert(1, "\"conn_id\": \"encryption\", "));
        var one = (await anna.TriesToSlideAsync(list, null)).Accepted().Text("pos");
        var other = (await anna.TriesToSlideAsync(encryption, null)).Accepted().Text("pos");
        await anna.SendsAsync(room, "hello");

        (await anna.TriesToSlideAsync(list, one)).Accepted().Room(room).Messages().ShouldBe(["hello"]);
        (await anna.TriesToSlideAsync(encryption, other)).Accepted().Room(room).Messages().ShouldBe(["hello"]);
    }

    [Fact]
    public async Task After_a_restart_a_connection_begins_anew()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        var pos = (await anna.SlidesAsync(Twenty)).Text("pos");
        await town.RestartAsync();

        (await anna.TriesToSlideAsync(Twenty, pos)).Refused(400, "M_UNKNOWN_POS");
        (await anna.TriesToSlideAsync(Twenty, null)).Accepted().Room(room).Says("initial").ShouldBeTrue();
    }

    [Fact]
    public async Task The_proposals_own_path_speaks_its_own_names()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.CreatesRoomAsync();
        await anna.SendsAsync(room, "hello");
        var invitation = await boris.CreatesRoomAsync();
        await boris.InvitesAsync(anna, invitation);
        const string everything = """
            "lists": {"all": {"range": [0, 19], "timeline_limit": 1, "required_state": {"include": [{}], "exclude": [{"type": "m.room.create"}], "lazy_members": true} } }
            """;

        var answer = (await anna.PostAsync("/_matrix/client/v4/sync", $"{{{everything}}}")).Accepted();

        answer.Room(room).GetProperty("timeline_events").GetArrayLength().ShouldBe(1);
        answer.Room(room).State().ShouldContain("m.room.power_levels");
        answer.Room(room).State().ShouldContain($"m.room.member {anna.UserId}");
        answer.Room(room).State().ShouldNotContain("m.room.create");
        answer.Room(invitation).TryGetProperty("stripped_state", out _).ShouldBeTrue();
        (await anna.PostAsync("/_matrix/client/v4/sync", $$"""{"pos": "{{answer.Text("pos")}}", "timeout": 0, {{everything}} }""")).Accepted()
            .Rooms().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"lists": []}""", "M_BAD_JSON")]
    [InlineData("""{"lists": {"all": 1} }""", "M_BAD_JSON")]
    [InlineData("""{"lists": {"all": {"ranges": [[0]]} } }""", "M_BAD_JSON")]
    [InlineData("""{"lists": {"all": {"ranges": [[0, "many"]]} } }""", "M_BAD_JSON")]
    [InlineData("""{"lists": {"all": {"ranges": [[-1, 2]]} } }""", "M_BAD_JSON")]
    [InlineData("""{"lists": {"all": {"ranges": [[5, 2]]} } }""", "M_INVALID_PARAM")]
    [InlineData("""{"lists": {"all": {"timeline_limit": "ten"} } }""", "M_BAD_JSON")]
    [InlineData("""{"lists": {"all": {"required_state": [["m.room.name"]]} } }""", "M_BAD_JSON")]
    [InlineData("""{"lists": {"all": {"filters": {"is_dm": "yes"} } } }""", "M_BAD_JSON")]
    [InlineData("""{"room_subscriptions": {"a garden": {} } }""", "M_BAD_JSON")]
    [InlineData("""{"extensions": {"to_device": {"enabled": 1} } }""", "M_BAD_JSON")]
    [InlineData("""{"extensions": {"to_device": {"enabled": true, "since": "yesterday"} } }""", "M_INVALID_PARAM")]
    [InlineData("""{"set_presence": "asleep"}""", "M_INVALID_PARAM")]
    [InlineData("""{"conn_id": 7}""", "M_BAD_JSON")]
    [InlineData("""[]""", "M_BAD_JSON")]
    [InlineData("""{""", "M_NOT_JSON")]
    public async Task What_is_no_sliding_sync_is_refused(string json, string code)
    {
        var anna = await town.PersonAsync("anna");

        (await anna.PostAsync(SyncPath, json)).Refused(400, code);
    }
}

using static Vestnik.Server.Tests.People;
using static Vestnik.Server.Tests.Sync.SlidingWords;

namespace Vestnik.Server.Tests.Sync;

public sealed class SlidingListOnSqliteTests(Town town) : SlidingListTests(town), IClassFixture<Town>;

public sealed class SlidingListOnPostgreSqlTests(TownOnPostgreSql town) : SlidingListTests(town), IClassFixture<TownOnPostgreSql>;

/// <summary>Which rooms sliding sync brings into sight.</summary>
public abstract class SlidingListTests(Town town)
{
    [Fact]
    public async Task The_first_answer_shows_the_latest_rooms_up_to_the_end_of_the_range()
    {
        var anna = await town.PersonAsync("anna");
        var garden = await anna.CreatesRoomAsync("""{"name": "The garden"}""");
        var kitchen = await anna.CreatesRoomAsync();
        var cellar = await anna.CreatesRoomAsync();
        await anna.SendsAsync(garden, "good morning");

        var answer = await anna.SlidesAsync(UpTo(1));

        answer.CountOf("all").ShouldBe(3);
        answer.Rooms().ShouldBe([garden, cellar]);
        answer.Rooms().ShouldNotContain(kitchen);
        answer.Room(garden).Says("initial").ShouldBeTrue();
        answer.Room(garden).GetProperty("name").GetString().ShouldBe("The garden");
        answer.Room(garden).GetProperty("joined_count").GetInt32().ShouldBe(1);
        answer.Room(garden).Messages().ShouldBe(["good morning"]);
    }

    [Fact]
    public async Task A_growing_range_brings_only_the_rooms_that_were_not_in_it()
    {
        var anna = await town.PersonAsync("anna");
        var garden = await anna.CreatesRoomAsync();
        var kitchen = await anna.CreatesRoomAsync();
        var cellar = await anna.CreatesRoomAsync();

        (await anna.SlidesAsync(UpTo(0))).Rooms().ShouldBe([cellar]);
        (await anna.SlidesAsync(UpTo(1))).Rooms().ShouldBe([kitchen]);
        (await anna.SlidesAsync(UpTo(99))).Rooms().ShouldBe([garden]);
        (await anna.SlidesAsync(UpTo(99))).Rooms().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_brings_a_room_up_into_the_window()
    {
        var anna = await town.PersonAsync("anna");
        var garden = await anna.CreatesRoomAsync();
        await anna.CreatesRoomAsync();
        (await anna.SlidesAsync(UpTo(0))).Rooms().ShouldNotContain(garden);

        var waiting = anna.SlidesAsync(UpTo(0), 20_000);
        await anna.SendsAsync(garden, "good morning");

        var answer = await waiting;
        answer.Rooms().ShouldBe([garden]);
        answer.Room(garden).Says("initial").ShouldBeTrue();
        answer.Room(garden).GetProperty("num_live").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_happened_in_a_room_while_it_was_out_of_the_window_comes_when_it_is_back()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var garden = await anna.MeetsAsync(boris);
        (await anna.SlidesAsync(UpTo(0))).Rooms().ShouldBe([garden]);
        var kitchen = await anna.CreatesRoomAsync();
        await boris.SendsAsync(garden, "one");
        await anna.SendsAsync(kitchen, "soup");
        (await anna.SlidesAsync(UpTo(0))).Rooms().ShouldBe([kitchen]);

        await boris.SendsAsync(garden, "two");

        var shown = (await anna.SlidesAsync(UpTo(0))).Room(garden);
        shown.Messages().ShouldBe(["one", "two"]);
        shown.Says("initial").ShouldBeFalse();
        shown.GetProperty("num_live").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_subscription_shows_a_room_that_no_list_shows()
    {
        var anna = await town.PersonAsync("anna");
        var eve = await town.PersonAsync("eve");
        var garden = await anna.CreatesRoomAsync();
        var secret = await eve.CreatesRoomAsync();

        (await anna.SlidesAsync(Subscribed(garden))).Rooms().ShouldBe([garden]);
        await anna.SendsAsync(garden, "good morning");
        (await anna.SlidesAsync(Subscribed(garden))).Room(garden).Messages().ShouldBe(["good morning"]);

        (await anna.SlidesAsync(Subscribed(secret))).Rooms().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_invitation_shows_what_the_room_is_until_the_room_is_entered()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        await boris.SlidesAsync(Twenty);
        var room = await anna.CreatesRoomAsync("""{"name": "The garden"}""");
        await anna.InvitesAsync(boris, room);

        var invitation = (await boris.SlidesAsync(Twenty)).Room(room);
        invitation.GetProperty("membership").GetString().ShouldBe("invite");
        invitation.GetProperty("invite_state").EnumerateArray().ShouldContain(shown => shown.GetProperty("type").GetString() == "m.room.name");
        invitation.TryGetProperty("timeline", out _).ShouldBeFalse();

        await boris.JoinsAsync(room);
        var entered = (await boris.SlidesAsync(Twenty)).Room(room);
        entered.Says("initial").ShouldBeTrue();
        entered.GetProperty("membership").GetString().ShouldBe("join");
        entered.GetProperty("name").GetString().ShouldBe("The garden");
        entered.TryGetProperty("invite_state", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_leaves_is_told_so_once_and_a_new_connection_does_not_speak_of_the_room()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        await anna.SlidesAsync(Twenty);
        await anna.LeavesAsync(room);

        (await anna.SlidesAsync(Twenty)).Room(room).GetProperty("membership").GetString().ShouldBe("leave");
        (await anna.SlidesAsync(Twenty)).Rooms().ShouldBeEmpty();

        anna.SyncToken = null;
        var answer = await anna.SlidesAsync(Twenty);
        answer.Rooms().ShouldBeEmpty();
        answer.CountOf("all").ShouldBe(0);
    }

    [Fact]
    public async Task Who_was_put_out_while_away_finds_the_room_without_what_came_later()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        await anna.SendsAsync(room, "before");
        (await anna.PostAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/kick", $$"""{"user_id": "{{boris.UserId}}"}""")).Accepted();
        await anna.SendsAsync(room, "after");

        var shown = (await boris.SlidesAsync(Twenty)).Room(room);

        shown.GetProperty("membership").GetString().ShouldBe("leave");
        shown.Messages().ShouldBe(["before"]);
    }

    [Fact]
    public async Task Filters_choose_the_rooms_of_a_list()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var plain = await anna.CreatesRoomAsync();
        var secret = await anna.CreatesRoomAsync(
            """{"initial_state": [{"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"} }]}""");
        var space = await anna.CreatesRoomAsync("""{"creation_content": {"type": "m.space"} }""");
        var invitation = await boris.CreatesRoomAsync();
        await boris.InvitesAsync(anna, invitation);
        await anna.SetsStateAsync(space, "m.space.child", secret, """{"via": ["town.example"]}""");
        await anna.SetsAccountDataAsync("m.direct", $$"""{"{{boris.UserId}}": ["{{secret}}"]}""");
        (await anna.PutAsync($"/_matrix/client/v3/user/{Escaped(anna.UserId)}/rooms/{Escaped(plain)}/tags/m.favourite", "{}")).Accepted();

        await Shows("""{"is_dm": true}""", secret);
        await Shows("""{"is_dm": false}""", plain, space, invitation);
        await Shows("""{"is_encrypted": true}""", secret);
        await Shows("""{"is_invite": true}""", invitation);
        await Shows("""{"is_invited": false}""", plain, secret, space);
        await Shows($$"""{"spaces": ["{{space}}"]}""", secret);
        await Shows($$"""{"spaces": ["{{plain}}"]}""");
        await Shows("""{"room_types": ["m.space"]}""", space);
        await Shows("""{"room_types": [null], "is_invite": false}""", plain, secret);
        await Shows("""{"not_room_types": ["m.space"]}""", plain, secret, invitation);
        await Shows("""{"tags": ["m.favourite", "u.work"]}""", plain);
        await Shows("""{"not_tags": ["m.favourite"], "is_invited": false}""", secret, space);

        async Task Shows(string filter, params string[] rooms)
        {
            anna.SyncToken = null;
            var answer = await anna.SlidesAsync(TwentyWith($"\"timeline_limit\": 1, \"filters\": {filter}"));
            answer.Rooms().ShouldBe(rooms, ignoreOrder: true, filter);
            answer.CountOf("all").ShouldBe(rooms.Length, filter);
        }
    }

    [Fact]
    public async Task Whoever_is_ignored_invites_in_vain()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var eve = await town.PersonAsync("eve");
        await anna.SetsAccountDataAsync("m.ignored_user_list", $$"""{"ignored_users": {"{{eve.UserId}}": {} } }""");
        var wanted = await boris.CreatesRoomAsync();
        var unwanted = await eve.CreatesRoomAsync();
        await boris.InvitesAsync(anna, wanted);
        await eve.InvitesAsync(anna, unwanted);

        (await anna.SlidesAsync(Twenty)).Rooms().ShouldBe([wanted]);
    }
}

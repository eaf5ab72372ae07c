using System.Globalization;
using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Sync;

public sealed class UnreadOnSqliteTests(Town town) : UnreadTests(town), IClassFixture<Town>;

public sealed class UnreadOnPostgreSqlTests(TownOnPostgreSql town) : UnreadTests(town), IClassFixture<TownOnPostgreSql>;

public abstract class UnreadTests(Town town)
{
    private const string Threads = """{"room": {"timeline": {"unread_thread_notifications": true}}}""";

    [Fact]
    public async Task Messages_count_until_they_are_read()
    {
        var (anna, boris, room) = await TwoAsync();
        await anna.SendsAsync(room, "one");
        var second = await anna.SendsAsync(room, "two");
        (await boris.SyncsAsync()).Joined(room).Unread().ShouldBe((2, 0));

        (await boris.ReadsAsync(room, second)).Accepted();

        (await boris.SyncsAsync()).Joined(room).Unread().ShouldBe((0, 0));
    }

    [Fact]
    public async Task One_s_own_messages_are_not_unread()
    {
        var (anna, _, room) = await TwoAsync();
        await anna.SendsAsync(room, "one");

        (await anna.SyncsAsync()).Joined(room).Unread().ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_mention_is_highlighted()
    {
        var (anna, boris, room) = await TwoAsync();
        (await anna.PutAsync(
            $"/_matrix/client/v3/rooms/{Escaped(room)}/send/m.room.message/mention",
            $$"""{"msgtype": "m.text", "body": "look", "m.mentions": {"user_ids": ["{{boris.UserId}}"]} }""")).Accepted();

        (await boris.SyncsAsync()).Joined(room).Unread().ShouldBe((1, 1));
    }

    [Fact]
    public async Task Threads_count_apart_when_the_client_wants_it()
    {
        var (anna, boris, room) = await TwoAsync();
        var root = await anna.SendsAsync(room, "who comes?");
        (await anna.PutAsync(
            $"/_matrix/client/v3/rooms/{Escaped(room)}/send/m.room.message/inthread",
            $$"""{"msgtype": "m.text", "body": "I do", "m.relates_to": {"rel_type": "m.thread", "event_id": "{{root}}"} }""")).Accepted();

        var shown = (await boris.SyncsAsync(filter: Threads)).Joined(room);

        shown.Unread().ShouldBe((1, 0));
        shown.GetProperty("unread_thread_notifications").GetProperty(root).GetProperty("notification_count").GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task A_muted_room_counts_nothing()
    {
        var (anna, boris, room) = await TwoAsync();
        (await boris.PutAsync($"/_matrix/client/v3/pushrules/global/room/{Escaped(room)}", """{"actions": []}""")).Accepted();
        await anna.SendsAsync(room, "one");

        (await boris.SyncsAsync()).Joined(room).Unread().ShouldBe((0, 0));
    }

    [Fact]
    public async Task Counts_go_on_from_where_they_were()
    {
        var (anna, boris, room) = await TwoAsync();
        for (var i = 1; i <= 70; i++)
        {
            await anna.SendsAsync(room, string.Create(CultureInfo.InvariantCulture, $"message {i}"));
        }

        (await boris.SyncsAsync()).Joined(room).Unread().Notifying.ShouldBe(70);
        await anna.SendsAsync(room, "one more");
        (await boris.SyncsAsync()).Joined(room).Unread().Notifying.ShouldBe(71);
    }

    private async Task<(Person Anna, Person Boris, string Room)> TwoAsync()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        return (anna, boris, await anna.MeetsAsync(boris));
    }
}

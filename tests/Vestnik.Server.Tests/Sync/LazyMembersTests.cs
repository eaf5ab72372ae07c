using System.Globalization;

namespace Vestnik.Server.Tests.Sync;

public sealed class LazyMembersOnSqliteTests(Town town) : LazyMembersTests(town), IClassFixture<Town>;

public sealed class LazyMembersOnPostgreSqlTests(TownOnPostgreSql town) : LazyMembersTests(town), IClassFixture<TownOnPostgreSql>;

public abstract class LazyMembersTests(Town town)
{
    private const string Lazy = """{"room": {"state": {"lazy_load_members": true}}}""";
    private const string LazyAndRedundant = """{"room": {"state": {"lazy_load_members": true, "include_redundant_members": true}}}""";
    private const string LazyAndShort = """{"room": {"state": {"lazy_load_members": true}, "timeline": {"limit": 1}}}""";

    [Fact]
    public async Task Only_those_are_shown_whom_the_timeline_and_the_name_need()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var clara = await town.PersonAsync("clara");
        var room = await anna.CreatesRoomAsync("""{"name": "The garden"}""");
        foreach (var other in (Person[])[boris, clara])
        {
            await anna.InvitesAsync(other, room);
            await other.JoinsAsync(room);
        }

        for (var i = 0; i < 10; i++)
        {
            await boris.SendsAsync(room, string.Create(CultureInfo.InvariantCulture, $"message {i}"));
        }

        var shown = (await anna.SyncsAsync(filter: Lazy)).Joined(room);

        shown.Members("state").ShouldBe([anna.UserId, boris.UserId], ignoreOrder: true);
    }

    [Fact]
    public async Task A_member_is_shown_once_unless_the_client_wants_them_again()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        await boris.SendsAsync(room, "one");
        await anna.SyncsAsync(filter: LazyAndShort);

        await boris.SendsAsync(room, "two");
        (await anna.SyncsAsync(filter: Lazy)).Joined(room).Members("state").ShouldBeEmpty();

        await boris.SendsAsync(room, "three");
        (await anna.SyncsAsync(filter: LazyAndRedundant)).Joined(room).Members("state").ShouldBe([boris.UserId]);
    }

    [Fact]
    public async Task An_answer_that_got_lost_is_given_again_with_its_members()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.CreatesRoomAsync("""{"name": "The garden"}""");
        await anna.InvitesAsync(boris, room);
        await boris.JoinsAsync(room);
        await anna.SendsAsync(room, "welcome");
        await anna.SyncsAsync(filter: LazyAndShort);
        var token = anna.SyncToken;
        await boris.SendsAsync(room, "thank you");

        (await anna.SyncsAsync(filter: Lazy)).Joined(room).Members("state").ShouldBe([boris.UserId]);
        anna.SyncToken = token;
        (await anna.SyncsAsync(filter: Lazy)).Joined(room).Members("state").ShouldBe([boris.UserId]);
    }
}

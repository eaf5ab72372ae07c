using System.Text.Json;
using System.Text.Json.Nodes;
using Vestnik.Server.Tests.Accounts;

namespace Vestnik.Server.Tests.Rooms;

public sealed class QuietTownOnPostgreSql : TownOnPostgreSql
{
    private readonly StandingClock clock = new();

    public override TimeProvider Clock => clock;
}

public sealed class DelayedEventTests(QuietTown town) : DelayedEventSentences(town), IClassFixture<QuietTown>;

public sealed class DelayedEventsOnPostgreSqlTests(QuietTownOnPostgreSql town) : DelayedEventSentences(town), IClassFixture<QuietTownOnPostgreSql>;

/// <summary>Events that are sent later, as clients of calls want them (MSC4140).</summary>
public abstract class DelayedEventSentences(Town town)
{
    private const string Own = "/_matrix/client/unstable/org.matrix.msc4140";

    private static long transactions;

    [Fact]
    public async Task A_message_is_sent_when_its_time_has_come_and_not_before()
    {
        var (anna, boris, room) = await TwoAsync();
        var id = await SchedulesAsync(anna, room, "later", TimeSpan.FromMinutes(10));

        await town.PassAsync(TimeSpan.FromMinutes(9));
        await anna.SendsAsync(room, "still nothing");
        await boris.SeesAsync(room, "still nothing");
        (await RoomHistories.ReadAsync(boris, room)).Select(message => message.Body).ShouldBe(["still nothing"], ignoreOrder: true);

        await town.PassAsync(TimeSpan.FromMinutes(1));
        var seen = await boris.SeesAsync(room, "later");
        seen.GetProperty("sender").GetString().ShouldBe(anna.UserId);
        seen.GetProperty("unsigned").TryGetProperty("org.matrix.msc4140.delay_id", out _).ShouldBeFalse();
        var own = await (await anna.OnAnotherDeviceAsync()).SeesAsync(room, "later");
        own.GetProperty("unsigned").GetProperty("org.matrix.msc4140.delay_id").GetString().ShouldBe(id);

        var over = (await anna.GetAsync($"{Own}/delayed_events/{id}")).Accepted();
        over.Text("event_id").ShouldBe(seen.GetProperty("event_id").GetString());
        (await ListAsync(anna)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_restarted_delay_begins_anew()
    {
        var (anna, boris, room) = await TwoAsync();
        var id = await SchedulesAsync(anna, room, "hang up", TimeSpan.FromSeconds(30));
        for (var i = 0; i < 5; i++)
        {
            await town.PassAsync(TimeSpan.FromSeconds(25));
            (await ManageAsync(anna, id, "restart")).Accepted();
        }

        (await ListAsync(anna)).ShouldBe([id]);
        await town.PassAsync(TimeSpan.FromSeconds(31));
        await boris.SeesAsync(room, "hang up");
    }

    [Fact]
    public async Task A_cancelled_message_is_never_sent_and_one_that_is_sent_at_once_is_sent_once()
    {
        var (anna, boris, room) = await TwoAsync();
        var cancelled = await SchedulesAsync(anna, room, "never", TimeSpan.FromMinutes(1));
        var hurried = await SchedulesAsync(anna, room, "at once", TimeSpan.FromMinutes(1));
        (await ManageAsync(anna, cancelled, "cancel")).Accepted();
        (await ManageAsync(anna, hurried, "send")).Accepted();
        await boris.SeesAsync(room, "at once");

        await town.PassAsync(TimeSpan.FromMinutes(2));
        await anna.SendsAsync(room, "the end");
        await boris.SeesAsync(room, "the end");

        (await RoomHistories.ReadAsync(boris, room)).Select(message => message.Body).ShouldBe(["the end", "at once"], ignoreOrder: true);
        (await ManageAsync(anna, cancelled, "cancel")).Accepted();
        (await ManageAsync(anna, hurried, "send")).Accepted();
        (await ManageAsync(anna, cancelled, "send")).Refused(409, "M_UNKNOWN");
        (await ManageAsync(anna, cancelled, "restart")).Refused(409, "M_UNKNOWN");
        (await ManageAsync(anna, hurried, "cancel")).Refused(409, "M_UNKNOWN");
    }

    [Fact]
    public async Task State_is_delayed_too_and_both_ways_of_asking_are_known()
    {
        var (anna, boris, room) = await TwoAsync();
        (await anna.PutAsync($"{Path(room)}/state/org.example.call/anna?org.matrix.msc4140.delay=60000", """{"left": true}""")).Accepted().Has("delay_id").ShouldBeTrue();
        (await anna.PutAsync($"{Own}/rooms/{People.Escaped(room)}/delayed_event/org.example.call/t1", """
            {"delay_ms": 60000, "state_key": "other", "content": {"left": true}}
            """)).Accepted().Has("delay_id").ShouldBeTrue();
        (await boris.GetAsync($"{Path(room)}/state/org.example.call/anna")).Refused(404, "M_NOT_FOUND");

        await town.PassAsync(TimeSpan.FromSeconds(61));

        await boris.SeesAsync(room, shown => IsState(shown, "anna"));
        (await boris.GetAsync($"{Path(room)}/state/org.example.call/anna")).Accepted()["left"].GetBoolean().ShouldBeTrue();
        (await boris.GetAsync($"{Path(room)}/state/org.example.call/other")).Accepted()["left"].GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_scheduled_survives_a_restart_and_is_sent_in_its_order()
    {
        var (anna, boris, room) = await TwoAsync();
        await SchedulesAsync(anna, room, "second", TimeSpan.FromMinutes(20));
        await SchedulesAsync(anna, room, "first", TimeSpan.FromMinutes(10));
        await boris.SyncsAsync();
        await town.RestartAsync();

        await town.PassAsync(TimeSpan.FromHours(1));

        await boris.SeesAsync(room, "second");
        (await RoomHistories.ReadAsync(boris, room)).Select(message => message.Body).ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task The_same_transaction_is_scheduled_once()
    {
        var (anna, _, room) = await TwoAsync();
        var path = $"{Path(room)}/send/m.room.message/same?org.matrix.msc4140.delay=60000";
        const string Message = """{"msgtype": "m.text", "body": "once"}""";

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => anna.PutAsync(path, Message)));

        ids.Select(id => id.Accepted().Text("delay_id")).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        (await ListAsync(anna)).Count.ShouldBe(1);
        await town.PassAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Nobody_else_sees_or_changes_what_somebody_has_scheduled()
    {
        var (anna, boris, room) = await TwoAsync();
        var id = await SchedulesAsync(anna, room, "mine", TimeSpan.FromMinutes(1));

        (await boris.GetAsync($"{Own}/delayed_events/{id}")).Refused(404, "M_NOT_FOUND");
        foreach (var action in (string[])["send", "cancel", "restart"])
        {
            (await ManageAsync(boris, id, action)).Refused(404, "M_NOT_FOUND");
        }

        (await ListAsync(boris)).ShouldBeEmpty();
        (await ListAsync(anna)).ShouldBe([id]);
        await town.PassAsync(TimeSpan.FromMinutes(2));
        await boris.SeesAsync(room, "mine");
    }

    [Fact]
    public async Task Whoever_has_left_by_then_sends_nothing_and_reads_why()
    {
        var (anna, boris, room) = await TwoAsync();
        var id = await SchedulesAsync(boris, room, "from outside", TimeSpan.FromMinutes(1));
        await boris.LeavesAsync(room);
        (await ManageAsync(boris, id, "send")).Refused(403, "M_FORBIDDEN");
        (await ListAsync(boris)).ShouldBe([id]);

        await town.PassAsync(TimeSpan.FromMinutes(2));
        await anna.SendsAsync(room, "the end");
        await anna.SeesAsync(room, "the end");

        (await RoomHistories.ReadAsync(anna, room)).Select(message => message.Body).ShouldBe(["the end"]);
        (await boris.GetAsync($"{Own}/delayed_events/{id}")).Accepted()["error"].GetProperty("errcode").GetString().ShouldBe("M_FORBIDDEN");
    }

    [Fact]
    public async Task A_delay_has_limits_that_clients_can_read()
    {
        var (anna, boris, room) = await TwoAsync();
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/versions")).Accepted()["unstable_features"].GetProperty("org.matrix.msc4140").GetBoolean().ShouldBeTrue();
        var limits = (await anna.GetAsync("/_matrix/client/v3/capabilities")).Accepted()["capabilities"].GetProperty("org.matrix.msc4140.delayed_events");
        var (longest, most) = (limits.GetProperty("max_delay_ms").GetInt64(), limits.GetProperty("max_scheduled").GetInt32());

        foreach (var wrong in (string[])["0", "-1", "soon", "", "99999999999999999999"])
        {
            (await AskAsync(anna, room, wrong)).Refused(400, "M_INVALID_PARAM");
        }

        (await AskAsync(anna, room, $"{longest + 1}")).Refused(403, "M_FORBIDDEN");
        (await anna.PutAsync($"{Path(room)}/send/m.room.message/p?org.matrix.msc4140.delay=5&org.matrix.msc4140.parent_delay_id=x", "{}")).Refused(400, "M_INVALID_PARAM");
        (await boris.PostAsync($"{Own}/delayed_events/x/destroy")).Refused(400, "M_INVALID_PARAM");
        (await AskAsync(await town.PersonAsync("stranger"), room, "5000")).Refused(403, "M_FORBIDDEN");
        for (var i = 0; i < most; i++)
        {
            (await AskAsync(anna, room, $"{longest}")).Accepted();
        }

        (await AskAsync(anna, room, $"{longest}")).Refused(429, "M_LIMIT_EXCEEDED")["retry_after_ms"].GetInt64().ShouldBeInRange(1, longest);
        (await AskAsync(boris, room, $"{longest}")).Accepted();
    }

    private static string Path(string room) => $"/_matrix/client/v3/rooms/{People.Escaped(room)}";

    private static bool IsState(JsonElement shown, string key) =>
        shown.GetProperty("type").GetString() == "org.example.call" && shown.GetProperty("state_key").GetString() == key;

    private static Task<Answer> AskAsync(Person person, string room, string delay, string text = "words") => person.PutAsync(
        $"{Path(room)}/send/m.room.message/d{Interlocked.Increment(ref transactions)}?org.matrix.msc4140.delay={delay}",
        new JsonObject { ["msgtype"] = "m.text", ["body"] = text }.ToJsonString());

    private static async Task<string> SchedulesAsync(Person person, string room, string text, TimeSpan delay) =>
        (await AskAsync(person, room, $"{(long)delay.TotalMilliseconds}", text)).Accepted().Text("delay_id");

    private static Task<Answer> ManageAsync(Person person, string id, string action) => person.PostAsync($"{Own}/delayed_events/{id}/{action}");

    private static async Task<List<string?>> ListAsync(Person person) =>
        [.. (await person.GetAsync($"{Own}/delayed_events")).Accepted()["delayed_events"].EnumerateArray().Select(one => one.GetProperty("delay_id").GetString())];

    private async Task<(Person Anna, Person Boris, string Room)> TwoAsync()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        return (anna, boris, await anna.MeetsAsync(boris));
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Sync;

/// <summary>A town whose operator lets people see who is there, with a clock that stands.</summary>
public sealed class TownWithPresence : Town
{
    public StandingClock Time { get; } = new();

    public override TimeProvider Clock => Time;

    protected override void Configure(JsonObject vestnik) => vestnik["Presence"] = new JsonObject { ["Enabled"] = true };
}

public sealed class PresenceTests(TownWithPresence town) : IClassFixture<TownWithPresence>
{
    [Fact]
    public async Task Whoever_syncs_is_online_and_whoever_does_not_is_offline()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.MeetsAsync(boris);
        (await LookAsync(boris, at: anna)).Text("presence").ShouldBe("offline");

        await anna.SyncsAsync();

        var seen = await LookAsync(boris, at: anna);
        seen.Text("presence").ShouldBe("online");
        seen["currently_active"].GetBoolean().ShouldBeTrue();
        seen["last_active_ago"].GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_first_sync_shows_oneself_and_those_who_are_there()
    {
        var (anna, boris, vera) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"), await town.PersonAsync("vera"));
        await anna.MeetsAsync(boris, vera);
        await anna.SyncsAsync();

        var answer = await boris.SyncsAsync();

        Presence(answer, anna)!.Value.GetProperty("presence").GetString().ShouldBe("online");
        Presence(answer, boris)!.Value.GetProperty("presence").GetString().ShouldBe("online");
        Presence(answer, vera).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_waits_hears_what_somebody_says_of_themselves_once()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.MeetsAsync(boris);
        await boris.SyncsAsync();

        (await SayAsync(anna, """{"presence": "online", "status_msg": "in the garden"}""")).Accepted();

        var heard = await HearsAsync(boris, anna, said => said.TryGetProperty("status_msg", out _));
        heard.GetProperty("status_msg").GetString().ShouldBe("in the garden");
        Presence(await boris.SyncsAsync(), anna).ShouldBeNull();

        (await SayAsync(anna, """{"presence": "unavailable"}""")).Accepted();
        var away = await HearsAsync(boris, anna, said => said.GetProperty("presence").GetString() == "unavailable");
        away.TryGetProperty("status_msg", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_says_to_be_away_stays_so_while_syncing_until_they_do_something()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        await anna.SyncsAsync();
        town.Time.Pass(TimeSpan.FromSeconds(1));

        (await SayAsync(anna, """{"presence": "unavailable"}""")).Accepted();
        await anna.SyncsAsync();
        (await LookAsync(anna, at: anna)).Text("presence").ShouldBe("unavailable");

        town.Time.Pass(TimeSpan.FromSeconds(1));
        await anna.SendsAsync(room, "I am back");
        (await LookAsync(anna, at: anna)).Text("presence").ShouldBe("online");
    }

    [Fact]
    public async Task Time_makes_people_idle_and_then_absent_and_others_hear_of_it()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.MeetsAsync(boris);
        await anna.SyncsAsync();
        await boris.SyncsAsync();
        await HearsAsync(boris, anna, said => said.GetProperty("presence").GetString() == "online");

        town.Time.Pass(TimeSpan.FromSeconds(31));

        await HearsAsync(boris, anna, said => said.GetProperty("presence").GetString() == "offline");
        (await LookAsync(boris, at: anna)).Text("presence").ShouldBe("offline");
        (await LookAsync(boris, at: boris)).Text("presence").ShouldNotBe("offline");
    }

    [Fact]
    public async Task Who_is_in_no_room_hears_what_they_say_of_themselves_on_another_device()
    {
        var anna = await town.PersonAsync("anna");
        await anna.SyncsAsync();

        (await SayAsync(anna, """{"presence": "unavailable", "status_msg": "alone"}""")).Accepted();

        (await HearsAsync(anna, anna, said => said.TryGetProperty("status_msg", out _))).GetProperty("status_msg").GetString().ShouldBe("alone");
    }

    [Fact]
    public async Task A_sync_may_leave_somebody_offline_or_say_that_they_are_idle()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync("/_matrix/client/v3/sync?set_presence=offline")).Accepted();
        (await LookAsync(anna, at: anna)).Text("presence").ShouldBe("offline");

        (await anna.GetAsync("/_matrix/client/v3/sync?set_presence=unavailable")).Accepted();
        (await LookAsync(anna, at: anna)).Text("presence").ShouldBe("unavailable");

        (await anna.GetAsync("/_matrix/client/v3/sync?set_presence=asleep")).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task Sliding_sync_makes_somebody_online_too_unless_they_want_otherwise()
    {
        const string sliding = "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync";
        var anna = await town.PersonAsync("anna");

        (await anna.PostAsync($"{sliding}?set_presence=offline", """{"lists": {} }""")).Accepted();
        (await LookAsync(anna, at: anna)).Text("presence").ShouldBe("offline");

        (await anna.PostAsync(sliding, """{"lists": {} }""")).Accepted();
        (await LookAsync(anna, at: anna)).Text("presence").ShouldBe("online");
    }

    [Fact]
    public async Task A_filter_leaves_presence_out()
    {
        var anna = await town.PersonAsync("anna");

        var without = await anna.SyncsAsync(filter: """{"presence": {"not_types": ["m.presence"]}}""");

        without.Has("presence").ShouldBeFalse();
        anna.SyncToken = null;
        Presence(await anna.SyncsAsync(), anna).ShouldNotBeNull();
    }

    [Fact]
    public async Task Strangers_do_not_see_who_is_there()
    {
        var (anna, eve) = (await town.PersonAsync("anna"), await town.PersonAsync("eve"));
        await anna.SyncsAsync();

        (await LookAsync(eve, at: anna)).Refused(403, "M_FORBIDDEN");
        Presence(await eve.SyncsAsync(), anna).ShouldBeNull();
        await anna.MeetsAsync(eve);
        (await LookAsync(eve, at: anna)).Accepted();
        Presence(await eve.SyncsAsync(), anna).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("{}", "M_MISSING_PARAM")]
    [InlineData("""{"presence": "asleep"}""", "M_INVALID_PARAM")]
    [InlineData("""{"presence": "online", "status_msg": 5}""", "M_INVALID_PARAM")]
    public async Task What_does_not_say_whether_somebody_is_there_is_refused(string json, string code)
    {
        var (anna, eve) = (await town.PersonAsync("anna"), await town.PersonAsync("eve"));

        (await SayAsync(anna, json)).Refused(400, code);
        (await eve.PutAsync(PathOf(anna), """{"presence": "online"}""")).Refused(403, "M_FORBIDDEN");
    }

    internal static string PathOf(Person person) => $"/_matrix/client/v3/presence/{Escaped(person.UserId)}/status";

    private static Task<Answer> SayAsync(Person person, string json) => person.PutAsync(PathOf(person), json);

    private static Task<Answer> LookAsync(Person person, Person at) => person.GetAsync(PathOf(at));

    /// <summary>Syncs until somebody looks so; fails after ten seconds.</summary>
    private static async Task<JsonElement> HearsAsync(Person listener, Person about, Func<JsonElement, bool> expected)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10))
        {
            if (Presence(await listener.SyncsAsync(milliseconds: 2000), about) is { } seen && expected(seen))
            {
                return seen;
            }
        }

        throw new ShouldAssertException($"{listener.Name} did not hear it of {about.Name} within ten seconds.");
    }

    private static JsonElement? Presence(Answer answer, Person of) =>
        answer.Has("presence") && answer["presence"].GetProperty("events").EnumerateArray()
            .FirstOrDefault(shown => shown.GetProperty("sender").GetString() == of.UserId) is { ValueKind: JsonValueKind.Object } found
                ? found.GetProperty("content")
                : null;
}

public sealed class PresenceIsOffTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Where_the_operator_keeps_no_presence_everybody_is_offline_and_nothing_breaks()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        await anna.MeetsAsync(boris);

        (await anna.PutAsync(PresenceTests.PathOf(anna), """{"presence": "online"}""")).Accepted();
        (await anna.SyncsAsync()).Has("presence").ShouldBeFalse();

        (await boris.GetAsync(PresenceTests.PathOf(anna))).Accepted().Text("presence").ShouldBe("offline");
    }
}

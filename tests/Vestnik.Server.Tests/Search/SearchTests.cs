using System.Text.Json;
using System.Text.Json.Nodes;
using Vestnik.Server.Tests.Accounts;
using Vestnik.Server.Tests.Rooms;

namespace Vestnik.Server.Tests.Search;

public sealed class SearchTests(QuietTown town) : SearchSentences(town), IClassFixture<QuietTown>;

public sealed class SearchOnPostgreSqlTests(QuietTownOnPostgreSql town) : SearchSentences(town), IClassFixture<QuietTownOnPostgreSql>;

/// <summary>People find what they may read, in rooms that are not encrypted.</summary>
public abstract class SearchSentences(Town town)
{
    private static long transactions;

    [Fact]
    public async Task Words_are_found_in_any_form_in_Russian_and_in_English()
    {
        var (anna, boris, room) = await TwoAsync();
        var russian = await anna.SendsAsync(room, "Завтра на СОВЕЩАНИИ обсудим новые договоры.");
        var english = await anna.SendsAsync(room, "The meetings were cancelled, we met nobody.");
        await anna.SendsAsync(room, "nothing of the kind");

        foreach (var term in (string[])["совещание", "совещаний договор", "ДОГОВОРОВ", "завтра новый договор"])
        {
            Ids(await SearchesAsync(boris, term)).ShouldBe([russian], term);
        }

        foreach (var term in (string[])["meeting", "meeting cancelling", "\"meetings\""])
        {
            Ids(await SearchesAsync(boris, term)).ShouldBe([english], term);
        }

        (await SearchesAsync(boris, "meeting"))["highlights"].EnumerateArray().Select(word => word.GetString()).ShouldBe(["meetings"]);
        Ids(await SearchesAsync(boris, "совещание meeting")).ShouldBeEmpty();
        Ids(await SearchesAsync(boris, "...")).ShouldBeEmpty();
    }

    [Fact]
    public async Task People_find_only_what_they_may_see_and_strangers_find_nothing()
    {
        var anna = await town.PersonAsync("anna");
        var (boris, clara, stranger) = (await town.PersonAsync("boris"), await town.PersonAsync("clara"), await town.PersonAsync("stranger"));
        var room = await anna.CreatesRoomAsync("""
            {"preset": "public_chat", "initial_state": [{"type": "m.room.history_visibility", "content": {"history_visibility": "joined"}}]}
            """);
        await boris.JoinsAsync(room);
        var early = await anna.SendsAsync(room, "an early rhinoceros");
        await boris.LeavesAsync(room);
        await clara.JoinsAsync(room);
        var late = await anna.SendsAsync(room, "a late rhinoceros");

        Ids(await SearchesAsync(anna, "rhinoceros")).ShouldBe([late, early], ignoreOrder: true);
        Ids(await SearchesAsync(boris, "rhinoceros")).ShouldBe([early]);
        Ids(await SearchesAsync(clara, "rhinoceros")).ShouldBe([late]);
        Ids(await SearchesAsync(stranger, "rhinoceros")).ShouldBeEmpty();
        (await boris.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/forget")).Accepted();
        Ids(await SearchesAsync(boris, "rhinoceros")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_edited_message_is_found_by_its_words_of_now_and_a_redacted_one_by_none()
    {
        var (anna, boris, room) = await TwoAsync();
        var edited = await anna.SendsAsync(room, "a crocodile");
        var deleted = await anna.SendsAsync(room, "a crocodile and a hippopotamus");
        Ids(await SearchesAsync(boris, "crocodile")).ShouldBe([edited, deleted], ignoreOrder: true);
        var edit = await SaysAsync(anna, room, $$$"""
            {"msgtype": "m.text", "body": "* an alligator", "m.new_content": {"msgtype": "m.text", "body": "an alligator"},
             "m.relates_to": {"rel_type": "m.replace", "event_id": "{{{edited}}}"} }
            """);
        await RedactsAsync(anna, room, deleted);

        Ids(await SearchesAsync(boris, "crocodile")).ShouldBeEmpty();
        Ids(await SearchesAsync(boris, "hippopotamus")).ShouldBeEmpty();
        var found = await SearchesAsync(boris, "alligators");
        Ids(found).ShouldBe([edited]);
        found["results"][0].GetProperty("result").GetProperty("unsigned").GetProperty("m.relations").GetProperty("m.replace")
            .GetProperty("event_id").GetString().ShouldBe(edit);

        await RedactsAsync(anna, room, edit);
        Ids(await SearchesAsync(boris, "alligator")).ShouldBeEmpty();
        Ids(await SearchesAsync(boris, "crocodile")).ShouldBe([edited]);
    }

    [Fact]
    public async Task What_has_disappeared_is_found_no_more_and_nothing_of_it_stays_in_the_index()
    {
        var (anna, boris, room) = await TwoAsync();
        var id = await SaysAsync(anna, room, """{"msgtype": "m.text", "body": "pterodactyl", "io.vestnik.disappears": {"lifetime": 60000} }""");
        var stays = await anna.SendsAsync(room, "pterodactyl and archaeopteryx");
        Ids(await SearchesAsync(boris, "pterodactyl")).ShouldBe([id, stays], ignoreOrder: true);

        await town.PassAsync(TimeSpan.FromMinutes(2));
        await boris.SeesAsync(room, shown => shown.GetProperty("type").GetString() == "m.room.redaction");

        var found = await SearchesAsync(boris, "pterodactyl");
        Ids(found).ShouldBe([stays]);
        found["count"].GetInt64().ShouldBe(1);
    }

    [Fact]
    public async Task Results_are_ordered_by_time_or_rank_and_come_page_by_page()
    {
        var (anna, boris, room) = await TwoAsync();
        var ids = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            ids.Add(await anna.SendsAsync(room, $"zebra number {i} {string.Concat(Enumerable.Repeat("zebra ", i % 5))}"));
            await town.PassAsync(TimeSpan.FromSeconds(1));
        }

        var recent = await PagesAsync(boris, """{"search_term": "zebras", "order_by": "recent", "filter": {"limit": 7} }""");
        recent.Select(one => one.GetProperty("result").GetProperty("event_id").GetString()).ShouldBe(Enumerable.Reverse(ids));
        var ranked = await PagesAsync(boris, """{"search_term": "zebras", "filter": {"limit": 7} }""");
        ranked.Select(one => one.GetProperty("result").GetProperty("event_id").GetString()).ShouldBe(ids, ignoreOrder: true);
        var ranks = ranked.ConvertAll(one => one.GetProperty("rank").GetDouble());
        ranks.ShouldBe(ranks.OrderDescending());
        ranks[0].ShouldBeGreaterThan(ranks[^1]);
    }

    [Fact]
    public async Task Results_show_what_stands_around_them_who_said_it_and_where()
    {
        var (anna, boris, room) = await TwoAsync();
        await anna.IsCalledAsync("Anna K.");
        await anna.SendsAsync(room, "before");
        await anna.SendsAsync(room, "the flamingo");
        await boris.SendsAsync(room, "after");

        var found = await AskAsync(boris, """
            {"search_term": "flamingo", "include_state": true, "event_context": {"before_limit": 1, "after_limit": 1, "include_profile": true},
             "groupings": {"group_by": [{"key": "room_id"}, {"key": "sender"}]} }
            """);

        var context = found["results"][0].GetProperty("context");
        Body(context.GetProperty("events_before")[0]).ShouldBe("before");
        Body(context.GetProperty("events_after")[0]).ShouldBe("after");
        context.GetProperty("profile_info").GetProperty(anna.UserId).GetProperty("displayname").GetString().ShouldBe("Anna K.");
        found["state"].GetProperty(room).EnumerateArray().ShouldContain(state => state.GetProperty("type").GetString() == "m.room.create");
        found["groups"].GetProperty("room_id").GetProperty(room).GetProperty("results")[0].GetString().ShouldBe(Ids(found)[0]);
        found["groups"].GetProperty("sender").GetProperty(anna.UserId).GetProperty("results")[0].GetString().ShouldBe(Ids(found)[0]);
        var before = (await boris.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/messages?dir=b&limit=1&from={context.GetProperty("start").GetString()}")).Accepted();
        before["chunk"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_filter_narrows_rooms_senders_and_types_and_keys_narrow_what_is_searched()
    {
        var (anna, boris, room) = await TwoAsync();
        var other = await boris.MeetsAsync(anna);
        var here = await anna.SendsAsync(room, "ostrich");
        var there = await boris.SendsAsync(other, "ostrich");
        await anna.SetsStateAsync(room, "m.room.name", "", """{"name": "The ostrich farm"}""");

        async Task<List<string?>> With(string more) => Ids(await AskAsync(boris, $$"""{"search_term": "ostriches", {{more}} }"""));
        (await With("\"keys\": [\"content.body\"]")).ShouldBe([here, there], ignoreOrder: true);
        (await With("\"keys\": [\"content.name\"]")).Count.ShouldBe(1);
        (await With($$"""
            "keys": ["content.body"], "filter": {"rooms": ["{{other}}"]}
            """)).ShouldBe([there]);
        (await With($$"""
            "keys": ["content.body"], "filter": {"not_rooms": ["{{other}}"]}
            """)).ShouldBe([here]);
        (await With($$"""
            "filter": {"senders": ["{{boris.UserId}}"]}
            """)).ShouldBe([there]);
        (await With("\"filter\": {\"types\": [\"m.room.name\"]}")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_search_in_a_room_reaches_the_room_that_it_replaced()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        var old = await anna.SendsAsync(room, "a gazelle before the move");
        var successor = (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/upgrade", """{"new_version": "11"}""")).Accepted().Text("replacement_room");
        var now = await anna.SendsAsync(successor, "a gazelle after the move");

        Ids(await AskAsync(anna, $$"""{"search_term": "gazelles", "filter": {"rooms": ["{{successor}}"]} }""")).ShouldBe([old, now], ignoreOrder: true);
    }

    [Fact]
    public async Task The_index_goes_on_after_a_restart_where_it_stopped()
    {
        var (anna, boris, room) = await TwoAsync();
        var first = await anna.SendsAsync(room, "wolverine one");
        Ids(await SearchesAsync(boris, "wolverine")).ShouldBe([first]);
        var second = await anna.SendsAsync(room, "wolverine two");
        await town.RestartAsync();
        var third = await anna.SendsAsync(room, "wolverine three");

        Ids(await SearchesAsync(boris, "wolverine")).ShouldBe([first, second, third], ignoreOrder: true);
    }

    [Fact]
    public async Task Encrypted_words_are_not_there_to_be_found()
    {
        var (anna, boris, room) = await TwoAsync();
        await anna.SetsStateAsync(room, "m.room.encryption", "", """{"algorithm": "m.megolm.v1.aes-sha2"}""");
        (await anna.PutAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.encrypted/e{Interlocked.Increment(ref transactions)}", """
            {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "capybara", "body": "capybara", "session_id": "s"}
            """)).Accepted();
        var clear = await anna.SendsAsync(room, "a capybara in clear");

        Ids(await SearchesAsync(boris, "capybara")).ShouldBe([clear]);
    }

    [Theory]
    [InlineData("{}", "M_MISSING_PARAM")]
    [InlineData("""{"search_categories": {"room_events": {}}}""", "M_MISSING_PARAM")]
    [InlineData("""{"search_categories": {"room_events": {"search_term": "a", "order_by": "luck"}}}""", "M_INVALID_PARAM")]
    [InlineData("""{"search_categories": {"room_events": {"search_term": "a", "keys": ["content.secret"]}}}""", "M_INVALID_PARAM")]
    [InlineData("""{"search_categories": {"room_events": {"search_term": "a", "filter": []}}}""", "M_BAD_JSON")]
    [InlineData("""{"search_categories": {"room_events": {"search_term": "a", "groupings": {"group_by": [{"key": "moon"}]}}}}""", "M_INVALID_PARAM")]
    [InlineData("""{"search_categories": {"room_events": {"search_term": 7}}}""", "M_BAD_JSON")]
    public async Task A_search_that_makes_no_sense_is_refused_in_words(string json, string code)
    {
        var anna = await town.PersonAsync("anna");
        (await anna.PostAsync("/_matrix/client/v3/search", json)).Refused(400, code);
        (await anna.PostAsync("/_matrix/client/v3/search?next_batch=nonsense", """{"search_categories": {"room_events": {"search_term": "a"}}}""")).Refused(400, "M_INVALID_PARAM");
        (await anna.PostAsync("/_matrix/client/v3/search", $$$"""{"search_categories": {"room_events": {"search_term": "{{{new string('a', 600)}}}"} } }""")).Refused(400, "M_INVALID_PARAM");
    }

    private static string? Body(JsonElement shown) => shown.GetProperty("content").GetProperty("body").GetString();

    private static List<string?> Ids(JsonElementView found) =>
        [.. found["results"].EnumerateArray().Select(one => one.GetProperty("result").GetProperty("event_id").GetString())];

    private static async Task<string> SaysAsync(Person person, string room, string json) => (await person.PutAsync(
        $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/s{Interlocked.Increment(ref transactions)}", json)).Accepted().Text("event_id");

    private static async Task RedactsAsync(Person person, string room, string id) => (await person.PutAsync(
        $"/_matrix/client/v3/rooms/{People.Escaped(room)}/redact/{People.Escaped(id)}/r{Interlocked.Increment(ref transactions)}", "{}")).Accepted();

    private static Task<JsonElementView> SearchesAsync(Person person, string term) =>
        AskAsync(person, new JsonObject { ["search_term"] = term }.ToJsonString());

    private static async Task<JsonElementView> AskAsync(Person person, string criteria, string? next = null) => new(
        (await person.PostAsync($"/_matrix/client/v3/search{(next is null ? "" : $"?next_batch={next}")}", $$$"""{"search_categories": {"room_events": {{{criteria}}} } }"""))
        .Accepted()["search_categories"].GetProperty("room_events"));

    private static async Task<List<JsonElement>> PagesAsync(Person person, string criteria)
    {
        var (all, next) = (new List<JsonElement>(), (string?)null);
        do
        {
            var page = await AskAsync(person, criteria, next);
            all.AddRange(page["results"].EnumerateArray());
            next = page.Next;
            all.Count.ShouldBeLessThan(100);
        }
        while (next is not null);
        return all;
    }

    private async Task<(Person Anna, Person Boris, string Room)> TwoAsync()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        return (anna, boris, await anna.MeetsAsync(boris));
    }

    private readonly record struct JsonElementView(JsonElement Found)
    {
        public string? Next => Found.TryGetProperty("next_batch", out var next) ? next.GetString() : null;

        public JsonElement this[string member] => Found.GetProperty(member);
    }
}

using System.Text.Json;

namespace Vestnik.Server.Tests.Rooms;

/// <summary>Events that relate to others. Spec: https://spec.matrix.org/v1.19/client-server-api/#forming-relationships-between-events</summary>
public class RelationTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task What_relates_to_a_message_is_found_newest_first_and_by_its_kind_and_type()
    {
        var (anna, boris, room) = await TwoAsync();
        var root = await anna.SendsAsync(room, "what shall we eat?");
        var thumb = await boris.RelatesAsync(room, "m.annotation", root, "+1", "m.reaction");
        var soup = await boris.RelatesAsync(room, "m.thread", root, "soup");
        var bread = await anna.RelatesAsync(room, "m.thread", root, "bread");

        (await anna.RelationsAsync(room, root)).Ids().ShouldBe([bread, soup, thumb]);
        (await anna.RelationsAsync(room, root, "?dir=f")).Ids().ShouldBe([thumb, soup, bread]);
        (await anna.RelationsAsync(room, root, "/m.thread")).Ids().ShouldBe([bread, soup]);
        (await anna.RelationsAsync(room, root, "/m.annotation/m.reaction")).Ids().ShouldBe([thumb]);
        (await anna.RelationsAsync(room, root, "/m.annotation/m.room.message")).Ids().ShouldBeEmpty();
        (await anna.RelationsAsync(room, root, "/of.no.kind")).Ids().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("b")]
    [InlineData("f")]
    public async Task Relations_are_read_page_by_page(string direction)
    {
        var (anna, boris, room) = await TwoAsync();
        var root = await anna.SendsAsync(room, "count");
        var sent = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            sent.Add(await boris.RelatesAsync(room, "m.thread", root, $"{i}"));
        }

        var read = new List<string>();
        for (var from = ""; ;)
        {
            var page = await anna.RelationsAsync(room, root, $"/m.thread?limit=3&dir={direction}{from}");
            read.AddRange(page.Ids());
            page.Has("prev_batch").ShouldBe(from.Length > 0);
            if (!page.Has("next_batch"))
            {
                break;
            }

            from = $"&from={page.Text("next_batch")}";
        }

        sent.Reverse(0, direction == "b" ? sent.Count : 0);
        read.ShouldBe(sent);
    }

    [Fact]
    public async Task Relations_of_relations_are_found_when_asked_for()
    {
        var (anna, boris, room) = await TwoAsync();
        var root = await anna.SendsAsync(room, "root");
        var answer = await boris.RelatesAsync(room, "m.thread", root, "answer");
        var thumb = await anna.RelatesAsync(room, "m.annotation", answer, "+1", "m.reaction");

        (await anna.RelationsAsync(room, root)).Ids().ShouldBe([answer]);
        var all = await anna.RelationsAsync(room, root, "?recurse=true");
        all.Ids().ShouldBe([thumb, answer]);
        all["recursion_depth"].GetInt32().ShouldBe(3);
        (await anna.RelationsAsync(room, root, "/m.annotation?recurse=true")).Ids().ShouldBeEmpty();
    }

    [Fact]
    public async Task Relations_of_an_event_that_one_may_not_see_are_not_there()
    {
        var (anna, boris, room) = await TwoAsync();
        var eve = await town.PersonAsync("eve");
        var root = await anna.SendsAsync(room, "among us");
        await boris.RelatesAsync(room, "m.thread", root, "yes");

        (await eve.RelationsAsync(room, root)).Refused(404, "M_NOT_FOUND");
        (await anna.RelationsAsync(room, "$nothing")).Refused(404, "M_NOT_FOUND");
        (await anna.RelationsAsync(room, root, "?dir=sideways")).Refused(400, "M_INVALID_PARAM");
        (await anna.RelationsAsync(room, root, "?from=elsewhere")).Refused(400, "M_INVALID_PARAM");
        (await boris.RelationsAsync(room, root)).Ids().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_thread_stands_with_its_root()
    {
        var (anna, boris, room) = await TwoAsync();
        var clara = await town.PersonAsync("clara");
        await anna.InvitesAsync(clara, room);
        await clara.JoinsAsync(room);
        var root = await anna.SendsAsync(room, "root");
        await boris.RelatesAsync(room, "m.thread", root, "first");
        var last = await boris.RelatesAsync(room, "m.thread", root, "last");
        var edit = await boris.RelatesAsync(room, "m.replace", last, "the very last");

        var thread = (await clara.EventAsync(room, root)).Aggregated("m.thread").ShouldNotBeNull();
        thread.GetProperty("count").GetInt32().ShouldBe(2);
        thread.GetProperty("current_user_participated").GetBoolean().ShouldBeFalse();
        var latest = thread.GetProperty("latest_event");
        latest.GetProperty("event_id").GetString().ShouldBe(last);
        latest.Aggregated("m.replace").ShouldNotBeNull().GetProperty("event_id").GetString().ShouldBe(edit);
        foreach (var participant in (Person[])[anna, boris])
        {
            (await participant.EventAsync(room, root)).Aggregated("m.thread").ShouldNotBeNull()
                .GetProperty("current_user_participated").GetBoolean().ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Messages_context_and_a_limited_sync_show_what_relates()
    {
        var (anna, boris, room) = await TwoAsync();
        var root = await anna.SendsAsync(room, "root");
        await boris.RelatesAsync(room, "m.thread", root, "answer");
        var path = $"/_matrix/client/v3/rooms/{People.Escaped(room)}";

        var page = (await anna.GetAsync($"{path}/messages?dir=b&limit=5")).Accepted();
        Of(page["chunk"], root).Aggregated("m.thread").ShouldNotBeNull();
        var context = (await anna.GetAsync($"{path}/context/{People.Escaped(root)}")).Accepted();
        context["event"].Aggregated("m.thread").ShouldNotBeNull();
        var synced = (await anna.SyncsAsync(filter: """{"room": {"timeline": {"limit": 2}}}"""))["rooms"]
            .GetProperty("join").GetProperty(room).GetProperty("timeline");
        synced.GetProperty("limited").GetBoolean().ShouldBeTrue();
        Of(synced.GetProperty("events"), root).Aggregated("m.thread").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_newest_sound_edit_stands_with_the_message()
    {
        var (anna, boris, room) = await TwoAsync();
        var said = await anna.SendsAsync(room, "one");
        var first = await anna.RelatesAsync(room, "m.replace", said, "two");
        var second = await anna.RelatesAsync(room, "m.replace", said, "three");
        await boris.RelatesAsync(room, "m.replace", said, "by somebody else");
        await anna.RelatesAsync(room, "m.replace", said, "of another type", "org.example.other");
        await anna.RelatesAsync(room, "m.replace", second, "an edit of an edit");

        (await EditAsync()).ShouldBe(second);
        (await boris.EventAsync(room, second)).Aggregated("m.replace").ShouldBeNull();
        (await boris.EventAsync(room, said)).GetProperty("content").GetProperty("body").GetString().ShouldBe("one");
        await anna.RedactsAsync(room, second);
        (await EditAsync()).ShouldBe(first);
        await anna.RedactsAsync(room, said);
        (await EditAsync()).ShouldBeNull();

        async Task<string?> EditAsync() =>
            (await boris.EventAsync(room, said)).Aggregated("m.replace") is { } edit ? edit.GetProperty("event_id").GetString() : null;
    }

    [Fact]
    public async Task References_stand_with_what_they_refer_to()
    {
        var (anna, boris, room) = await TwoAsync();
        var poll = await anna.SendsAsync(room, "a poll");
        var one = await anna.RelatesAsync(room, "m.reference", poll, "yes", "org.example.vote");
        var two = await boris.RelatesAsync(room, "m.reference", poll, "no", "org.example.vote");

        (await anna.EventAsync(room, poll)).Aggregated("m.reference").ShouldNotBeNull().ToString()
            .ShouldBe($$"""{"chunk":[{"event_id":"{{one}}"},{"event_id":"{{two}}"}]}""");
    }

    [Fact]
    public async Task What_was_redacted_relates_to_nothing()
    {
        var (anna, boris, room) = await TwoAsync();
        var root = await anna.SendsAsync(room, "root");
        var kept = await boris.RelatesAsync(room, "m.thread", root, "kept");
        var gone = await boris.RelatesAsync(room, "m.thread", root, "gone");
        await boris.RedactsAsync(room, gone);

        (await anna.RelationsAsync(room, root)).Ids().ShouldBe([kept]);
        (await anna.EventAsync(room, root)).Aggregated("m.thread").ShouldNotBeNull().GetProperty("count").GetInt32().ShouldBe(1);
        await boris.RedactsAsync(room, kept);
        (await anna.EventAsync(room, root)).Aggregated("m.thread").ShouldBeNull();
        (await anna.ThreadsAsync(room)).Ids().ShouldBeEmpty();
        Archive.ShouldBeSound(town);
    }

    [Fact]
    public async Task Whom_somebody_ignores_does_not_count()
    {
        var (anna, boris, room) = await TwoAsync();
        var root = await anna.SendsAsync(room, "root");
        var own = await anna.RelatesAsync(room, "m.thread", root, "mine");
        await boris.RelatesAsync(room, "m.thread", root, "his");
        await anna.IgnoresAsync(boris);

        var thread = (await anna.EventAsync(room, root)).Aggregated("m.thread").ShouldNotBeNull();
        thread.GetProperty("count").GetInt32().ShouldBe(1);
        thread.GetProperty("latest_event").GetProperty("event_id").GetString().ShouldBe(own);
        (await boris.EventAsync(room, root)).Aggregated("m.thread").ShouldNotBeNull().GetProperty("count").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_who_has_left_does_not_hear_of_later_answers()
    {
        var (anna, boris, room) = await TwoAsync();
        var root = await anna.SendsAsync(room, "root");
        var before = await anna.RelatesAsync(room, "m.thread", root, "before");
        await boris.LeavesAsync(room);
        await anna.RelatesAsync(room, "m.thread", root, "after");

        var thread = (await boris.EventAsync(room, root)).Aggregated("m.thread").ShouldNotBeNull();
        thread.GetProperty("count").GetInt32().ShouldBe(1);
        thread.GetProperty("latest_event").GetProperty("event_id").GetString().ShouldBe(before);
        (await boris.RelationsAsync(room, root)).Ids().ShouldBe([before]);
        (await anna.EventAsync(room, root)).Aggregated("m.thread").ShouldNotBeNull().GetProperty("count").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Threads_are_listed_by_their_last_answer_and_by_who_took_part()
    {
        var (anna, boris, room) = await TwoAsync();
        var one = await anna.SendsAsync(room, "one");
        var two = await boris.SendsAsync(room, "two");
        var three = await boris.SendsAsync(room, "three");
        await boris.RelatesAsync(room, "m.thread", one, "to one");
        await boris.RelatesAsync(room, "m.thread", two, "to two");
        await anna.RelatesAsync(room, "m.thread", three, "to three");
        await boris.RelatesAsync(room, "m.thread", one, "to one again");

        (await anna.ThreadsAsync(room)).Ids().ShouldBe([one, three, two]);
        (await anna.ThreadsAsync(room, "?include=participated")).Ids().ShouldBe([one, three]);
        var page = await anna.ThreadsAsync(room, "?limit=2");
        page.Ids().ShouldBe([one, three]);
        page["chunk"][0].Aggregated("m.thread").ShouldNotBeNull().GetProperty("count").GetInt32().ShouldBe(2);
        var rest = await anna.ThreadsAsync(room, $"?limit=2&from={page.Text("next_batch")}");
        rest.Ids().ShouldBe([two]);
        rest.Has("next_batch").ShouldBeFalse();
    }

    [Fact]
    public async Task Threads_of_a_room_of_others_are_not_told()
    {
        var (anna, _, room) = await TwoAsync();
        var eve = await town.PersonAsync("eve");

        (await eve.ThreadsAsync(room)).Refused(403, "M_FORBIDDEN");
        (await anna.ThreadsAsync(room, "?include=some")).Refused(400, "M_INVALID_PARAM");
        (await anna.ThreadsAsync(room, "?from=elsewhere")).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task A_thread_does_not_hang_on_an_answer()
    {
        var (anna, boris, room) = await TwoAsync();
        var root = await anna.SendsAsync(room, "root");
        var answer = await boris.RelatesAsync(room, "m.thread", root, "answer");

        (await anna.TriesToRelateAsync(room, "m.thread", answer, "nested")).Refused(400, "M_UNKNOWN");
        (await anna.TriesToRelateAsync(room, "m.annotation", answer, "+1", "m.reaction")).Accepted();
    }

    [Fact]
    public async Task The_same_reaction_counts_once_until_it_is_taken_back()
    {
        var (anna, boris, room) = await TwoAsync();
        var said = await anna.SendsAsync(room, "cake");
        var path = $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.reaction/";
        var yes = $$"""{"m.relates_to": {"rel_type": "m.annotation", "event_id": "{{said}}", "key": "👍"} }""";

        var first = (await boris.PutAsync(path + "1", yes)).Accepted().Text("event_id");
        (await boris.PutAsync(path + "1", yes)).Accepted().Text("event_id").ShouldBe(first);
        (await boris.PutAsync(path + "2", yes)).Refused(400, "M_DUPLICATE_ANNOTATION");
        (await boris.PutAsync(path + "3", yes.Replace("👍", "🎂", StringComparison.Ordinal))).Accepted();
        (await anna.PutAsync(path + "4", yes)).Accepted();
        await boris.RedactsAsync(room, first);
        (await boris.PutAsync(path + "5", yes)).Accepted();
    }

    private async Task<(Person Anna, Person Boris, string Room)> TwoAsync()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        return (anna, boris, await anna.MeetsAsync(boris));
    }

    private static JsonElement Of(JsonElement events, string id) =>
        events.EnumerateArray().Single(shown => shown.GetProperty("event_id").GetString() == id);
}

/// <summary>The same on the other database.</summary>
public sealed class RelationsOnPostgreSqlTests(TownOnPostgreSql town) : RelationTests(town), IClassFixture<TownOnPostgreSql>;

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vestnik.Server.Tests.Accounts;

namespace Vestnik.Server.Tests.Rooms;

public sealed class DisappearingTests(QuietTown town) : DisappearingSentences(town), IClassFixture<QuietTown>
{
    [Fact]
    public async Task No_file_of_the_database_holds_the_words_of_a_message_that_has_gone()
    {
        var (anna, boris, room) = await TwoAsync();
        var long_ = string.Concat(Enumerable.Repeat("a long secret over many pages ", 1_500));
        await SaysAsync(anna, room, $"short-secret-31415 {long_}", TimeSpan.FromMinutes(1));
        FilesHold("short-secret-31415").ShouldBeTrue("the words must be there before they can go");
        FilesHold("secret over many pages").ShouldBeTrue();

        await town.PassAsync(TimeSpan.FromMinutes(2));
        await boris.SeesAsync(room, IsDisappearance);
        await town.PassAsync(TimeSpan.FromMinutes(2));

        // The town's own sweep may have taken the last timer and be at it.
        var started = TimeProvider.System.GetTimestamp();
        while (FilesHold("secret over many pages") && TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(20))
        {
            await town.SweepAsync();
        }

        FilesHold("short-secret-31415").ShouldBeFalse();
        FilesHold("secret over many pages").ShouldBeFalse();
    }

    private bool FilesHold(string words) => Directory.EnumerateFiles(town.DataDirectory, "vestnik.db*").Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(Encoding.UTF8.GetBytes(words)) >= 0;
    });
}

public sealed class DisappearingOnPostgreSqlTests(QuietTownOnPostgreSql town) : DisappearingSentences(town), IClassFixture<QuietTownOnPostgreSql>;

/// <summary>Messages that go by themselves, as docs/adr/0019-disappearing-messages.md says.</summary>
public abstract class DisappearingSentences(Town town)
{
    private static long transactions;

    [Fact]
    public async Task A_message_goes_when_its_time_is_over_and_nothing_of_it_can_be_read_anywhere()
    {
        const string Words = "gone-by-noon-2718";
        var (anna, boris, room) = await TwoAsync();
        var kept = await anna.SendsAsync(room, "this stays");
        var id = await SaysAsync(anna, room, Words, TimeSpan.FromMinutes(10));
        var edit = await EditsAsync(anna, room, id, $"{Words} edited");
        await boris.SeesAsync(room, $"* {Words} edited");

        await town.PassAsync(TimeSpan.FromMinutes(9));
        foreach (var (name, answer) in await EverywhereAsync(boris, room, id, kept))
        {
            answer.ShouldContain(Words, customMessage: name);
        }

        await town.PassAsync(TimeSpan.FromMinutes(2));
        await boris.SeesAsync(room, shown => IsDisappearance(shown) && Redacts(shown) == id);

        foreach (var (name, answer) in await EverywhereAsync(boris, room, id, kept))
        {
            answer.ShouldNotContain(Words, customMessage: name);
            answer.ShouldContain(name == "relations" ? "chunk" : id, customMessage: name);
        }

        foreach (var gone in (string[])[id, edit])
        {
            var left = (await boris.GetAsync($"{Path(room)}/event/{People.Escaped(gone)}")).Accepted();
            left["content"].ToString().ShouldBe("{}");
            left["unsigned"].GetProperty("redacted_because").GetProperty("content").GetProperty("io.vestnik.disappeared").GetBoolean().ShouldBeTrue();
        }

        (await RoomHistories.ReadAsync(boris, room)).Select(message => message.Body).ShouldBe(["this stays"]);
    }

    [Fact]
    public async Task A_message_goes_also_when_its_sender_has_left_and_after_a_restart()
    {
        var (anna, boris, room) = await TwoAsync();
        var id = await SaysAsync(boris, room, "a farewell", TimeSpan.FromMinutes(10));
        await boris.LeavesAsync(room);
        await town.RestartAsync();
        (await RoomHistories.ReadAsync(anna, room)).Select(message => message.Body).ShouldBe(["a farewell"]);

        await town.PassAsync(TimeSpan.FromMinutes(11));

        await EventuallyAsync(async () => (await RoomHistories.ReadAsync(anna, room)).Count == 0);
        var left = (await anna.GetAsync($"{Path(room)}/event/{People.Escaped(id)}")).Accepted();
        left["content"].ToString().ShouldBe("{}");
        left["unsigned"].GetProperty("redacted_because").GetProperty("type").GetString().ShouldBe("m.room.redaction");
        await town.RestartAsync();
        (await anna.GetAsync($"{Path(room)}/event/{People.Escaped(id)}")).Accepted()["unsigned"].TryGetProperty("redacted_because", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_room_that_keeps_messages_for_an_hour_loses_older_ones_and_stays_a_room()
    {
        var (anna, boris, room) = await TwoAsync();
        await anna.SetsStateAsync(room, "m.room.name", "", """{"name": "the room"}""");
        await boris.SendsAsync(room, "before the rule");
        await town.PassAsync(TimeSpan.FromMinutes(30));
        await anna.SetsStateAsync(room, "m.room.retention", "", """{"max_lifetime": 3600000}""");
        await anna.SendsAsync(room, "after the rule");
        await town.SweepAsync();
        (await RoomHistories.ReadAsync(boris, room)).Select(message => message.Body).ShouldBe(["before the rule", "after the rule"]);

        await town.PassAsync(TimeSpan.FromMinutes(31));
        await EventuallyAsync(async () => (await RoomHistories.ReadAsync(boris, room)).Count == 1);
        (await RoomHistories.ReadAsync(boris, room)).Select(message => message.Body).ShouldBe(["after the rule"]);

        await town.PassAsync(TimeSpan.FromMinutes(31));
        await EventuallyAsync(async () => (await RoomHistories.ReadAsync(boris, room)).Count == 0);
        await boris.SendsAsync(room, "much later");
        await town.PassAsync(TimeSpan.FromHours(2));
        await EventuallyAsync(async () => (await RoomHistories.ReadAsync(boris, room)).Count == 0);
        (await boris.GetAsync($"{Path(room)}/state/m.room.name")).Accepted().Text("name").ShouldBe("the room");
        (await boris.GetAsync($"{Path(room)}/joined_members")).Accepted()["joined"].EnumerateObject().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Long_histories_go_in_silence_and_a_room_without_a_rule_keeps_all()
    {
        var (anna, boris, room) = await TwoAsync();
        var other = await anna.MeetsAsync(boris);
        await anna.SendsAsync(other, "kept");
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => anna.SendsAsync(room, $"message {i}")));
        await anna.SetsStateAsync(room, "org.matrix.msc1763.retention", "", """{"max_lifetime": 60000}""");

        await town.PassAsync(TimeSpan.FromMinutes(2));

        await EventuallyAsync(async () => (await RoomHistories.ReadAsync(boris, room)).Count == 0);
        (await RoomHistories.ReadAsync(boris, other)).Select(message => message.Body).ShouldBe(["kept"]);
        (await anna.GetAsync("/_matrix/client/unstable/org.matrix.msc1763/retention/configuration")).Accepted()["limits"]
            .GetProperty("max_lifetime").GetProperty("min").GetInt64().ShouldBe(60000);
    }

    [Fact]
    public async Task The_uploads_that_a_message_names_go_with_it_and_those_of_others_stay()
    {
        var (anna, boris, room) = await TwoAsync();
        var (own, foreign) = (await UploadsAsync(anna), await UploadsAsync(boris));
        (await anna.PutAsync($"{Path(room)}/send/m.room.encrypted/m{Interlocked.Increment(ref transactions)}", $$"""
            {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AwgA", "session_id": "s",
             "io.vestnik.disappears": {"lifetime": 60000, "media": ["{{own}}", "{{foreign}}", "mxc://elsewhere.example/abc"]} }
            """)).Accepted();
        (await DownloadsAsync(boris, own)).ShouldBe(200);

        await town.PassAsync(TimeSpan.FromMinutes(2));

        await EventuallyAsync(async () => await DownloadsAsync(boris, own) == 404);
        (await DownloadsAsync(boris, foreign)).ShouldBe(200);
    }

    [Fact]
    public async Task A_lifetime_has_bounds_that_clients_can_read()
    {
        var (anna, _, room) = await TwoAsync();
        var limits = (await anna.GetAsync("/_matrix/client/v3/capabilities")).Accepted()["capabilities"].GetProperty("io.vestnik.disappears");
        var (least, most) = (limits.GetProperty("min_lifetime").GetInt64(), limits.GetProperty("max_lifetime").GetInt64());
        var tooMany = string.Join(',', Enumerable.Repeat("\"mxc://town.example/a\"", 17));
        foreach (var wrong in (string[])[
            $$"""{"lifetime": {{least - 1}}}""", $$"""{"lifetime": {{most + 1}}}""", """{"lifetime": "60000"}""", "{}", "60000", "null",
            """{"lifetime": 60000, "media": "mxc://town.example/a"}""", """{"lifetime": 60000, "media": [1]}""",
            $$"""{"lifetime": 60000, "media": [{{tooMany}}]}"""])
        {
            (await TryAsync(anna, room, $$"""{"msgtype": "m.text", "body": "b", "io.vestnik.disappears": {{wrong}}}""")).Refused(400, "M_INVALID_PARAM");
        }

        foreach (var right in (string[])[$$"""{"lifetime": {{least}}}""", $$"""{"lifetime": {{most}}, "media": []}"""])
        {
            (await TryAsync(anna, room, $$"""{"msgtype": "m.text", "body": "b", "io.vestnik.disappears": {{right}}}""")).Accepted();
        }
    }

    protected static bool IsDisappearance(JsonElement shown) =>
        shown.GetProperty("type").GetString() == "m.room.redaction" && shown.GetProperty("content").TryGetProperty("io.vestnik.disappeared", out _);

    protected static async Task<string> SaysAsync(Person person, string room, string text, TimeSpan lifetime) => (await TryAsync(person, room, new JsonObject
    {
        ["msgtype"] = "m.text",
        ["body"] = text,
        ["io.vestnik.disappears"] = new JsonObject { ["lifetime"] = (long)lifetime.TotalMilliseconds },
    }.ToJsonString())).Accepted().Text("event_id");

    protected async Task<(Person Anna, Person Boris, string Room)> TwoAsync()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        return (anna, boris, await anna.MeetsAsync(boris));
    }

    private static string Path(string room) => $"/_matrix/client/v3/rooms/{People.Escaped(room)}";

    private static string? Redacts(JsonElement shown) =>
        shown.TryGetProperty("redacts", out var target) ? target.GetString() : shown.GetProperty("content").GetProperty("redacts").GetString();

    private static Task<Answer> TryAsync(Person person, string room, string json) =>
        person.PutAsync($"{Path(room)}/send/m.room.message/g{Interlocked.Increment(ref transactions)}", json);

    private static async Task<string> EditsAsync(Person person, string room, string id, string text) => (await TryAsync(person, room, $$$"""
        {"msgtype": "m.text", "body": "* {{{text}}}", "m.new_content": {"msgtype": "m.text", "body": "{{{text}}}"},
         "m.relates_to": {"rel_type": "m.replace", "event_id": "{{{id}}}"} }
        """)).Accepted().Text("event_id");

    /// <summary>What each endpoint that shows events says.</summary>
    private static async Task<List<(string Name, string Answer)>> EverywhereAsync(Person reader, string room, string id, string neighbour)
    {
        var answers = new List<(string, string)>();
        foreach (var (name, path) in ((string, string)[])[
            ("messages backwards", $"{Path(room)}/messages?dir=b&limit=100"),
            ("messages forwards", $"{Path(room)}/messages?dir=f&limit=100"),
            ("event", $"{Path(room)}/event/{People.Escaped(id)}"),
            ("context", $"{Path(room)}/context/{People.Escaped(id)}"),
            ("context of a neighbour", $"{Path(room)}/context/{People.Escaped(neighbour)}"),
            ("relations", $"/_matrix/client/v1/rooms/{People.Escaped(room)}/relations/{People.Escaped(id)}"),
            ("sync", "/_matrix/client/v3/sync"),
            ("initial sync", $"{Path(room)}/initialSync?limit=50")])
        {
            answers.Add((name, (await reader.GetAsync(path)).Accepted().Body.GetRawText()));
        }

        var sliding = await reader.PostAsync("/_matrix/client/unstable/org.matrix.simplified_msc3575/sync?timeout=0", """
            {"lists": {"all": {"ranges": [[0, 99]], "timeline_limit": 50, "required_state": []}}}
            """);
        answers.Add(("sliding sync", sliding.Accepted().Body.GetRawText()));
        return answers;
    }

    private static async Task<string> UploadsAsync(Person person)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_matrix/media/v3/upload?filename=secret.bin") { Content = new ByteArrayContent(Guid.NewGuid().ToByteArray()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.AccessToken);
        using var response = await person.Town.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(body).RootElement.GetProperty("content_uri").GetString()!;
    }

    private static async Task<int> DownloadsAsync(Person person, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/_matrix/client/v1/media/download/{address["mxc://".Length..]}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.AccessToken);
        using var response = await person.Town.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    // The town's own sweep may be at it: nobody is told when it ends.
    private async Task EventuallyAsync(Func<Task<bool>> seen)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await seen())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(20));
            await town.SweepAsync();
        }
    }
}

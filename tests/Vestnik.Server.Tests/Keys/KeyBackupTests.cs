using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Keys;

public abstract class KeyBackupTests(Town town)
{
    private const string Keys = "/_matrix/client/v3/room_keys/keys";
    private const string Versions = "/_matrix/client/v3/room_keys/version";

    [Fact]
    public async Task Without_a_backup_there_is_none_to_find()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync(Versions)).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync($"{Versions}/7")).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync($"{Versions}/bogus")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task A_key_comes_back_as_it_was_stored_on_all_three_ways()
    {
        var (anna, version) = await BackupAsync();

        var stored = await PutAsync(anna, version, "!room", "session", Key(first: 3));

        stored.Accepted()["count"].GetInt64().ShouldBe(1);
        (await anna.GetAsync($"{Keys}/!room/session?version={version}")).Accepted()["session_data"].GetProperty("ciphertext").GetString().ShouldBe("3 0");
        (await anna.GetAsync($"{Keys}/!room?version={version}")).Accepted()["sessions"].EnumerateObject().Single().Name.ShouldBe("session");
        (await anna.GetAsync($"{Keys}?version={version}")).Accepted()["rooms"].GetProperty("!room").GetProperty("sessions").EnumerateObject().Count().ShouldBe(1);
    }

    [Fact]
    public async Task An_empty_backup_answers_with_empty_maps_and_an_unknown_key_is_not_found()
    {
        var (anna, version) = await BackupAsync();

        (await anna.GetAsync($"{Keys}?version={version}")).Accepted()["rooms"].EnumerateObject().ShouldBeEmpty();
        (await anna.GetAsync($"{Keys}/!room?version={version}")).Accepted()["sessions"].EnumerateObject().ShouldBeEmpty();
        (await anna.GetAsync($"{Keys}/!room/session?version={version}")).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync(Keys)).Refused(400, "M_MISSING_PARAM");
    }

    [Theory]
    [InlineData(2, 0, false, 1, 0, false, "1 0")]
    [InlineData(2, 0, false, 3, 0, false, "2 0")]
    [InlineData(2, 5, false, 2, 4, false, "2 4")]
    [InlineData(2, 0, true, 1, 0, false, "2 0")]
    [InlineData(2, 0, false, 9, 9, true, "9 9")]
    public async Task The_better_of_two_keys_is_kept(
        int first, int forwarded, bool verified, int laterFirst, int laterForwarded, bool laterVerified, string kept)
    {
        var (anna, version) = await BackupAsync();
        await PutAsync(anna, version, "!room", "session", Key(first, forwarded, verified));
        await PutAsync(anna, version, "!room", "session", Key(laterFirst, laterForwarded, laterVerified));

        (await anna.GetAsync($"{Keys}/!room/session?version={version}")).Accepted()["session_data"].GetProperty("ciphertext").GetString().ShouldBe(kept);
    }

    [Fact]
    public async Task Keys_go_into_the_current_version_only()
    {
        var (anna, old) = await BackupAsync();
        var current = await CreatesAsync(anna);

        var refused = (await PutAsync(anna, old, "!room", "session", Key(1))).Refused(403, "M_WRONG_ROOM_KEYS_VERSION");

        refused.Text("current_version").ShouldBe(current);
    }

    [Fact]
    public async Task A_deleted_version_takes_its_keys_along_and_the_one_before_is_current_again()
    {
        var (anna, first) = await BackupAsync();
        var second = await CreatesAsync(anna);
        await PutAsync(anna, second, "!room", "session", Key(1));

        (await anna.DeleteAsync($"{Versions}/{second}")).Accepted();
        (await anna.DeleteAsync($"{Versions}/{second}")).Accepted();

        (await anna.GetAsync(Versions)).Accepted().Text("version").ShouldBe(first);
        (await anna.GetAsync($"{Versions}/{second}")).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync($"{Keys}/!room/session?version={second}")).Refused(404, "M_NOT_FOUND");
        (await CreatesAsync(anna)).ShouldNotBe(second);
    }

    [Fact]
    public async Task Thousands_of_keys_go_in_and_come_out_and_the_tag_tells_of_changes()
    {
        var (anna, version) = await BackupAsync();
        var rooms = new JsonObject();
        foreach (var room in Enumerable.Range(0, 3))
        {
            var sessions = new JsonObject();
            foreach (var session in Enumerable.Range(0, 400))
            {
                sessions[$"s{session}"] = Key(session);
            }

            rooms[$"!room{room}"] = new JsonObject { ["sessions"] = sessions };
        }

        var before = (await anna.GetAsync(Versions)).Accepted().Text("etag");
        var answer = (await anna.PutAsync($"{Keys}?version={version}", new JsonObject { ["rooms"] = rooms }.ToJsonString())).Accepted();

        answer["count"].GetInt64().ShouldBe(1200);
        answer.Text("etag").ShouldNotBe(before);
        (await anna.GetAsync($"{Keys}?version={version}")).Accepted()["rooms"].EnumerateObject()
            .Sum(room => room.Value.GetProperty("sessions").EnumerateObject().Count()).ShouldBe(1200);
        (await anna.DeleteAsync($"{Keys}/!room1?version={version}")).Accepted()["count"].GetInt64().ShouldBe(800);
    }

    [Fact]
    public async Task The_algorithm_of_a_version_cannot_change()
    {
        var (anna, version) = await BackupAsync();

        (await anna.PutAsync($"{Versions}/{version}", """{"algorithm": "another", "auth_data": {} }""")).Refused(400, "M_INVALID_PARAM");
        (await anna.PutAsync($"{Versions}/{version}", """{"algorithm": "m.test", "auth_data": {"new": 1} }""")).Accepted();
        (await anna.GetAsync(Versions)).Accepted()["auth_data"].GetProperty("new").GetInt32().ShouldBe(1);
    }

    private static JsonObject Key(int first, int forwarded = 0, bool verified = false) => new()
    {
        ["first_message_index"] = first,
        ["forwarded_count"] = forwarded,
        ["is_verified"] = verified,
        ["session_data"] = new JsonObject { ["ciphertext"] = $"{first} {forwarded}" },
    };

    private static Task<Answer> PutAsync(Person person, string version, string room, string session, JsonObject key) =>
        person.PutAsync($"{Keys}/{room}/{session}?version={version}", key.ToJsonString());

    private static async Task<string> CreatesAsync(Person person) =>
        (await person.PostAsync(Versions, """{"algorithm": "m.test", "auth_data": {"public_key": "abc"} }""")).Accepted().Text("version");

    private async Task<(Person Person, string Version)> BackupAsync()
    {
        var anna = await town.PersonAsync("anna");
        return (anna, await CreatesAsync(anna));
    }
}

public sealed class KeyBackupTestsOnSqlite(Town town) : KeyBackupTests(town), IClassFixture<Town>;

public sealed class KeyBackupTestsOnPostgreSql(TownOnPostgreSql town) : KeyBackupTests(town), IClassFixture<TownOnPostgreSql>;

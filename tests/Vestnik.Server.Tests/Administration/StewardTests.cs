using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Administration;

/// <summary>The server's own API for administrators.</summary>
public abstract class Stewards(Town town)
{
    private const string Api = "/_vestnik/admin/v1";

    [Fact]
    public async Task Nobody_but_administrators_gets_in()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync($"{Api}/users")).Refused(403, "M_FORBIDDEN");
        (await anna.PutAsync($"{Api}/users/{People.Escaped(anna.UserId)}", """{"is_administrator": true}""")).Refused(403, "M_FORBIDDEN");
        (await town.SendAsync(HttpMethod.Get, $"{Api}/users")).Refused(401, "M_MISSING_TOKEN");
        (await anna.GetAsync($"{Api}/nothing")).Refused(404, "M_UNRECOGNIZED");
    }

    [Fact]
    public async Task An_administrator_finds_people_by_their_ids_and_names()
    {
        var (keeper, person) = (await town.AdministratorAsync(), await town.PersonAsync("wilhelmina"));
        await person.IsCalledAsync("Queen of the Lowlands");

        foreach (var term in (string[])["ilhelmin", "lowlan"])
        {
            var found = (await keeper.GetAsync($"{Api}/users?search={term}")).Accepted();
            found["total"].GetInt64().ShouldBe(1);
            found["users"][0].GetProperty("user_id").GetString().ShouldBe(person.UserId);
            found["users"][0].GetProperty("display_name").GetString().ShouldBe("Queen of the Lowlands");
        }

        (await keeper.GetAsync($"{Api}/users?search=%25")).Accepted()["total"].GetInt64().ShouldBe(0);
        var page = (await keeper.GetAsync($"{Api}/users?limit=1")).Accepted();
        page["users"].GetArrayLength().ShouldBe(1);
        page["next"].GetInt32().ShouldBe(1);
        (await keeper.GetAsync($"{Api}/users?limit=many")).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task An_administrator_makes_an_account_changes_it_and_ends_it_and_all_is_written_down()
    {
        var keeper = await town.AdministratorAsync();
        var made = (await keeper.PostAsync($"{Api}/users", """{"username": "vera-new", "password": "correct horse battery"}""")).Accepted().Text("user_id");
        var path = $"{Api}/users/{People.Escaped(made)}";
        (await keeper.PostAsync($"{Api}/users", """{"username": "vera-new", "password": "correct horse battery"}""")).Refused(400, "M_USER_IN_USE");
        (await keeper.PostAsync($"{Api}/users", """{"username": "other", "password": 5}""")).Refused(400, "M_BAD_JSON");

        (await keeper.PutAsync(path, """{"is_suspended": true, "display_name": "Вера \"В.\""}""")).Accepted();
        var shown = (await keeper.GetAsync(path)).Accepted();
        shown["is_suspended"].GetBoolean().ShouldBeTrue();
        shown.Text("display_name").ShouldBe("Вера \"В.\"");

        (await keeper.PostAsync($"{path}/password", """{"password": "another horse battery"}""")).Accepted();
        (await town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/login", """
            {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "vera-new"}, "password": "another horse battery"}
            """)).Accepted();
        (await keeper.PostAsync($"{path}/deactivate")).Accepted();
        (await keeper.PostAsync($"{path}/deactivate")).Refused(404, "M_NOT_FOUND");
        (await keeper.GetAsync(path)).Accepted()["deactivated_at"].ValueKind.ShouldBe(JsonValueKind.Number);

        var deeds = (await keeper.GetAsync($"{Api}/deeds?limit=500")).Accepted()["deeds"].EnumerateArray()
            .Where(deed => deed.GetProperty("subject").GetString() == made)
            .Select(deed => (deed.GetProperty("doer").GetString(), deed.GetProperty("deed").GetString())).ToList();
        deeds.ShouldBe(
            [
                (keeper.UserId, "user.deactivate"), (keeper.UserId, "user.password"), (keeper.UserId, "user.displayname"),
                (keeper.UserId, "user.suspend"), (keeper.UserId, "user.create"),
            ]);
        (await keeper.GetAsync($"{Api}/deeds?limit=500")).Accepted().Body.GetRawText().ShouldNotContain("Вера");
    }

    [Fact]
    public async Task An_administrator_makes_others_administrators_and_does_nothing_to_them_after()
    {
        var (keeper, other) = (await town.AdministratorAsync(), await town.PersonAsync("oleg"));
        var path = $"{Api}/users/{People.Escaped(other.UserId)}";

        (await keeper.PutAsync(path, """{"is_administrator": true}""")).Accepted();
        (await other.GetAsync($"{Api}/users")).Accepted();

        (await keeper.PutAsync(path, """{"is_administrator": false}""")).Refused(403, "M_FORBIDDEN");
        (await keeper.PutAsync(path, """{"is_locked": true}""")).Refused(403, "M_FORBIDDEN");
        (await keeper.PostAsync($"{path}/password", """{"password": "correct horse battery"}""")).Refused(403, "M_FORBIDDEN");
        (await keeper.PostAsync($"{path}/deactivate")).Refused(403, "M_FORBIDDEN");

        (await other.PutAsync(path, """{"is_administrator": false}""")).Accepted();
        (await other.GetAsync($"{Api}/users")).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task An_administrator_signs_a_device_out()
    {
        var (keeper, anna) = (await town.AdministratorAsync(), await town.PersonAsync("anna"));
        var lost = await anna.OnAnotherDeviceAsync("LOST");
        var devices = $"{Api}/users/{People.Escaped(anna.UserId)}/devices";
        (await keeper.GetAsync(devices)).Accepted()["total"].GetInt64().ShouldBe(2);

        (await keeper.DeleteAsync($"{devices}/LOST")).Accepted();

        (await lost.GetAsync("/_matrix/client/v3/account/whoami")).Refused(401, "M_UNKNOWN_TOKEN");
        (await anna.GetAsync("/_matrix/client/v3/account/whoami")).Accepted();
    }

    [Fact]
    public async Task An_administrator_finds_rooms_by_their_names_and_aliases_and_sees_who_is_there()
    {
        var (keeper, anna, boris) = (await town.AdministratorAsync(), await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var alias = $"plumbing-{anna.Name}";
        var room = await anna.CreatesRoomAsync($$"""{"name": "Sewers of Augsburg", "room_alias_name": "{{alias}}", "preset": "public_chat"}""");
        await boris.JoinsAsync(room);

        foreach (var term in (string[])["sewers%20of%20AUGS", alias, People.Escaped(room)])
        {
            (await keeper.GetAsync($"{Api}/rooms?search={term}")).Accepted()["rooms"].EnumerateArray()
                .ShouldContain(found => found.GetProperty("room_id").GetString() == room);
        }

        var shown = (await keeper.GetAsync($"{Api}/rooms/{People.Escaped(room)}")).Accepted();
        shown.Text("name").ShouldBe("Sewers of Augsburg");
        shown["joined_members"].GetInt32().ShouldBe(2);
        (await keeper.GetAsync($"{Api}/rooms/{People.Escaped(room)}/members")).Accepted()["members"].EnumerateArray()
            .Select(member => member.GetString()).ShouldBe([anna.UserId, boris.UserId], ignoreOrder: true);
        (await keeper.GetAsync($"{Api}/users/{People.Escaped(boris.UserId)}/rooms")).Accepted()["rooms"][0].GetString().ShouldBe(room);
        (await keeper.GetAsync($"{Api}/rooms/{People.Escaped("!nowhere:town.example")}")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task A_deleted_room_is_left_by_everybody_closed_for_good_and_holds_nothing_that_was_said()
    {
        var (keeper, anna, boris) = (await town.AdministratorAsync(), await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var alias = $"bad-{anna.Name}";
        var room = await anna.CreatesRoomAsync($$"""{"preset": "public_chat", "room_alias_name": "{{alias}}", "visibility": "public"}""");
        await boris.JoinsAsync(room);
        await anna.SendsAsync(room, "something vile");
        await boris.SyncsAsync();
        (await boris.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/messages?dir=b")).Accepted().Body.GetRawText().ShouldContain("vile");

        var path = $"{Api}/rooms/{People.Escaped(room)}";
        (await anna.DeleteAsync(path)).Refused(403, "M_FORBIDDEN");
        var closed = (await keeper.DeleteAsync(path)).Accepted();

        closed["left"].EnumerateArray().Select(user => user.GetString()).ShouldBe([anna.UserId, boris.UserId], ignoreOrder: true);
        closed["aliases"][0].GetString().ShouldBe($"#{alias}:town.example");
        (await boris.SyncsAsync())["rooms"].GetProperty("leave").TryGetProperty(room, out _).ShouldBeTrue("a device hears that its person has left");
        (await anna.TriesToSendAsync(room, "hello?")).Refused(403, "M_FORBIDDEN");
        (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/join")).Refused(403, "M_FORBIDDEN");
        (await anna.PutAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/state/m.room.member/{People.Escaped(anna.UserId)}", """{"membership": "join"}"""))
            .Refused(403, "M_FORBIDDEN");
        (await anna.GetAsync($"/_matrix/client/v3/directory/room/{People.Escaped($"#{alias}:town.example")}")).Refused(404, "M_NOT_FOUND");
        (await boris.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/messages?dir=b")).Accepted().Body.GetRawText().ShouldNotContain("vile");
        (await keeper.GetAsync(path)).Accepted()["deleted"].GetBoolean().ShouldBeTrue();
        (await keeper.PutAsync($"{path}/block", """{"block": false}""")).Refused(400, "M_INVALID_PARAM");

        await town.RestartAsync();
        (await boris.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/messages?dir=b")).Accepted().Body.GetRawText().ShouldNotContain("vile");
        (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/join")).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task A_blocked_room_is_entered_by_nobody_until_it_is_unblocked()
    {
        var (keeper, anna, boris) = (await town.AdministratorAsync(), await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var room = await anna.CreatesRoomAsync("""{"preset": "public_chat"}""");
        var path = $"{Api}/rooms/{People.Escaped(room)}/block";

        (await keeper.PutAsync(path, """{"block": true}""")).Accepted()["block"].GetBoolean().ShouldBeTrue();
        (await boris.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/join")).Refused(403, "M_FORBIDDEN");
        (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/invite", $$"""{"user_id": "{{boris.UserId}}"}""")).Refused(403, "M_FORBIDDEN");
        await anna.SendsAsync(room, "alone at last");

        (await keeper.PutAsync(path, """{"block": false}""")).Accepted();
        await boris.JoinsAsync(room);
    }

    [Fact]
    public async Task Reports_are_read_and_settled()
    {
        var (keeper, anna, boris) = (await town.AdministratorAsync(), await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        (await anna.PostAsync($"/_matrix/client/v3/users/{People.Escaped(boris.UserId)}/report", """{"reason": "rude"}""")).Accepted();

        var report = (await keeper.GetAsync($"{Api}/reports")).Accepted()["reports"].EnumerateArray()
            .Single(filed => filed.GetProperty("reporter").GetString() == anna.UserId);
        report.GetProperty("user_id").GetString().ShouldBe(boris.UserId);
        var path = $"{Api}/reports/{report.GetProperty("number").GetInt64()}";
        (await keeper.GetAsync(path)).Accepted()["resolved_at"].ValueKind.ShouldBe(JsonValueKind.Null);

        (await keeper.PostAsync($"{path}/resolve")).Accepted();
        (await keeper.GetAsync(path)).Accepted().Text("resolved_by").ShouldBe(keeper.UserId);
        (await keeper.PostAsync($"{Api}/reports/999999/resolve")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task Registration_tokens_are_made_changed_and_ended()
    {
        var keeper = await town.AdministratorAsync();
        var made = (await keeper.PostAsync($"{Api}/registration_tokens", """{"uses_allowed": 2}""")).Accepted();
        var path = $"{Api}/registration_tokens/{made.Text("token")}";

        (await keeper.PutAsync(path, """{"uses_allowed": null}""")).Accepted()["uses_allowed"].ValueKind.ShouldBe(JsonValueKind.Null);
        (await keeper.GetAsync(path)).Accepted()["is_valid"].GetBoolean().ShouldBeTrue();
        (await keeper.PutAsync(path, """{"expires_at": 1}""")).Accepted()["is_valid"].GetBoolean().ShouldBeFalse();
        (await keeper.GetAsync($"{Api}/registration_tokens")).Accepted().Body.GetRawText().ShouldContain(made.Text("token"));
        (await keeper.DeleteAsync(path)).Accepted();
        (await keeper.GetAsync(path)).Refused(404, "M_NOT_FOUND");
        (await keeper.PostAsync($"{Api}/registration_tokens", """{"token": "two words"}""")).Refused(400, "M_INVALID_PARAM");

        // The words themselves are secrets.
        (await keeper.GetAsync($"{Api}/deeds?limit=500")).Accepted().Body.GetRawText().ShouldNotContain(made.Text("token"));
    }

    [Fact]
    public async Task An_upload_is_listed_taken_out_of_sight_shown_again_and_removed()
    {
        var (keeper, anna, boris) = (await town.AdministratorAsync(), await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var (kept, taken) = (await UploadAsync(anna, "a harmless picture"), await UploadAsync(anna, "a vile picture"));
        var list = (await keeper.GetAsync($"{Api}/users/{People.Escaped(anna.UserId)}/media")).Accepted();
        list["media"].EnumerateArray().Select(media => media.GetProperty("media_id").GetString()).ShouldBe([kept, taken], ignoreOrder: true);

        (await keeper.PutAsync($"{Api}/media/{taken}", """{"quarantined": true}""")).Accepted();
        (await StatusAsync(boris, taken)).ShouldBe(404);
        (await StatusAsync(boris, kept)).ShouldBe(200);
        (await StatusAsync(anna, await UploadAsync(anna, "a vile picture"))).ShouldBe(404, "the same bytes under another name");

        (await keeper.PutAsync($"{Api}/media/{taken}", """{"quarantined": false}""")).Accepted();
        (await StatusAsync(boris, taken)).ShouldBe(200);

        (await keeper.PutAsync($"{Api}/media/{kept}", """{"is_protected": true}""")).Accepted();
        (await keeper.PutAsync($"{Api}/media/{kept}", """{"quarantined": true}""")).Refused(403, "M_FORBIDDEN");

        (await keeper.DeleteAsync($"{Api}/media/{taken}")).Accepted();
        (await StatusAsync(boris, taken)).ShouldBe(404);
        (await keeper.DeleteAsync($"{Api}/media/{taken}")).Refused(404, "M_NOT_FOUND");
        (await keeper.DeleteAsync($"{Api}/users/{People.Escaped(anna.UserId)}/media")).Accepted();
        (await StatusAsync(boris, kept)).ShouldBe(404);
    }

    [Fact]
    public async Task The_figures_count_what_is_there()
    {
        var keeper = await town.AdministratorAsync();
        var before = (await keeper.GetAsync($"{Api}/statistics")).Accepted();
        var anna = await town.PersonAsync("anna");
        await anna.CreatesRoomAsync();
        var after = (await keeper.GetAsync($"{Api}/statistics")).Accepted();

        after["accounts"].GetInt64().ShouldBe(before["accounts"].GetInt64() + 1);
        after["rooms"].GetInt64().ShouldBe(before["rooms"].GetInt64() + 1);
        after["events"].GetInt64().ShouldBeGreaterThan(before["events"].GetInt64());
        after["administrators"].GetInt64().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_document_tells_of_every_operation()
    {
        var document = (await town.SendAsync(HttpMethod.Get, $"{Api}/openapi.json")).Accepted();

        document["paths"].GetProperty($"{Api}/users/{{userId}}").TryGetProperty("put", out _).ShouldBeTrue();
        document["paths"].EnumerateObject().Sum(path => path.Value.EnumerateObject().Count()).ShouldBeGreaterThan(20);
        JsonNode.Parse(document.Body.GetRawText())!["openapi"]!.GetValue<string>().ShouldBe("3.1.0");
    }

    private async Task<string> UploadAsync(Person person, string content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_matrix/media/v3/upload") { Content = new StringContent(content) };
        request.Headers.Authorization = new("Bearer", person.AccessToken);
        using var response = await town.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return answer.RootElement.GetProperty("content_uri").GetString()!.Split('/')[^1];
    }

    private async Task<int> StatusAsync(Person person, string media)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/_matrix/client/v1/media/download/town.example/{media}");
        request.Headers.Authorization = new("Bearer", person.AccessToken);
        using var response = await town.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}

public sealed class StewardTests(Town town) : Stewards(town), IClassFixture<Town>;

public sealed class StewardsOnPostgreSqlTests(TownOnPostgreSql town) : Stewards(town), IClassFixture<TownOnPostgreSql>;

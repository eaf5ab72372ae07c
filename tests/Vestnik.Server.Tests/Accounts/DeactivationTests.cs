using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vestnik.Storage.Engine;

namespace Vestnik.Server.Tests.Accounts;

/// <summary>What is left of somebody who has deactivated their account.</summary>
public class DeactivationTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Nothing_of_a_persons_own_stays_in_the_database()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        foreach (var person in (Person[])[anna, boris])
        {
            await OwnThingsAsync(person);
            (await boris.PutAsync("/_matrix/client/v3/sendToDevice/m.test/" + person.Name, $$"""
                {"messages": {"{{person.UserId}}": {"*": {"n": 1} } } }
                """)).Accepted();
        }

        var (annas, boriss) = (await DeviceOfAsync(anna), await DeviceOfAsync(boris));
        await DeactivatesAsync(anna);

        var left = await CountAsync(anna, annas);
        var control = await CountAsync(boris, boriss);
        control.ShouldAllBe(table => table.Value > 0);
        left.ShouldAllBe(table => table.Value == 0);
    }

    [Fact]
    public async Task Who_comes_after_an_erasure_does_not_see_what_was_written_and_who_was_there_does()
    {
        var (anna, boris, vera) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"), await town.PersonAsync("vera"));
        var room = await boris.MeetsAsync(anna);
        var annas = await anna.SendsAsync(room, "forget me");
        var boriss = await boris.SendsAsync(room, "remember me");
        await DeactivatesAsync(anna, erase: true);
        await boris.InvitesAsync(vera, room);
        await vera.JoinsAsync(room);

        (await ReadAsync(boris, room, annas)).ShouldBe("forget me");
        (await ReadAsync(vera, room, boriss)).ShouldBe("remember me");
        (await ReadAsync(vera, room, annas)).ShouldBeNull();

        const string Filter = """{"room": {"timeline": {"limit": 50} } }""";
        Texts(await vera.SyncsAsync(filter: Filter), room).ShouldBe(["remember me"]);
        Texts(await boris.SyncsAsync(filter: Filter), room).ShouldBe(["forget me", "remember me"]);
        (await RoomTextsAsync(vera, room)).ShouldBe(["remember me"]);
        (await RoomTextsAsync(boris, room)).ShouldBe(["forget me", "remember me"]);
    }

    [Fact]
    public async Task Who_only_deactivates_their_account_is_still_read()
    {
        var (anna, boris, vera) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"), await town.PersonAsync("vera"));
        var room = await boris.MeetsAsync(anna);
        var annas = await anna.SendsAsync(room, "I was here");
        await DeactivatesAsync(anna);
        await boris.InvitesAsync(vera, room);
        await vera.JoinsAsync(room);

        (await ReadAsync(vera, room, annas)).ShouldBe("I was here");
    }

    [Fact]
    public async Task Uploads_go_with_an_erasure_and_stay_without()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var (annas, boriss) = (await UploadsAsync(anna), await UploadsAsync(boris));

        await DeactivatesAsync(anna, erase: true);
        await DeactivatesAsync(boris);

        var vera = await town.PersonAsync("vera");
        (await DownloadsAsync(vera, annas)).Refused(404, "M_NOT_FOUND");
        (await DownloadsAsync(vera, boriss)).Status.ShouldBe(200);
    }

    private Database Database => town.Services.GetRequiredService<Database>();

    private static async Task OwnThingsAsync(Person person)
    {
        var id = People.Escaped(person.UserId);
        await person.IsCalledAsync("A name");
        (await person.PutAsync($"/_matrix/client/v3/user/{id}/account_data/org.example.thing", "{}")).Accepted();
        (await person.PostAsync($"/_matrix/client/v3/user/{id}/filter", """{"room": {"timeline": {"limit": 3} } }""")).Accepted();
        (await person.PutAsync("/_matrix/client/v3/pushrules/global/content/word", """{"pattern": "word", "actions": ["notify"]}""")).Accepted();
        (await person.PostAsync("/_matrix/client/v3/keys/upload", """{"one_time_keys": {"signed_curve25519:A": {"key": "k"} }, "fallback_keys": {"signed_curve25519:B": {"key": "k", "fallback": true} } }""")).Accepted();
        var version = (await person.PostAsync("/_matrix/client/v3/room_keys/version", """
            {"algorithm": "m.megolm_backup.v1.curve25519-aes-sha2", "auth_data": {"public_key": "abc"} }
            """)).Accepted().Text("version");
        (await person.PutAsync($"/_matrix/client/v3/room_keys/keys/{People.Escaped("!r:" + Town.ServerName)}/s?version={version}", """
            {"first_message_index": 0, "forwarded_count": 0, "is_verified": true, "session_data": {"ciphertext": "c"} }
            """)).Accepted();
        (await person.PostAsync("/_matrix/client/v3/keys/device_signing/upload", $$"""
            {"auth": {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{person.UserId}}"}, "password": "{{Person.Password}}"},
             "master_key": {"user_id": "{{person.UserId}}", "usage": ["master"], "keys": {"ed25519:{{PublicKey}}": "{{PublicKey}}"} } }
            """)).Accepted();
    }

    private static readonly string PublicKey = Convert.ToBase64String(new byte[32]).TrimEnd('=');

    private static async Task DeactivatesAsync(Person person, bool erase = false) =>
        (await person.PostAsync("/_matrix/client/v3/account/deactivate", $$"""
            {"erase": {{(erase ? "true" : "false")}},
             "auth": {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{person.UserId}}"}, "password": "{{Person.Password}}"} }
            """)).Accepted();

    private async Task<long> DeviceOfAsync(Person person) => await Database.ReadAsync(
        sql => sql.Number("SELECT nid FROM devices WHERE user_id = @user", ("user", person.UserId)) ?? 0, CancellationToken.None);

    private async Task<Dictionary<string, long>> CountAsync(Person person, long device)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in (string[])["devices", "profile_fields", "account_data", "directory_terms", "filters", "key_backups", "backed_up_keys", "cross_signing_keys"])
        {
            counts[table] = await Database.ReadAsync(
                sql => sql.Number($"SELECT COUNT(*) FROM {table} WHERE user_id = @user", ("user", person.UserId)) ?? 0, CancellationToken.None);
        }

        counts["push_rules"] = await Database.ReadAsync(
            sql => sql.Number("SELECT COUNT(*) FROM push_rules p JOIN users u ON u.nid = p.person WHERE u.user_id = @user", ("user", person.UserId)) ?? 0,
            CancellationToken.None);
        foreach (var table in (string[])["access_tokens", "one_time_keys", "fallback_keys", "to_device"])
        {
            counts[table] = await Database.ReadAsync(
                sql => sql.Number($"SELECT COUNT(*) FROM {table} WHERE device = @device", ("device", device)) ?? 0,
                CancellationToken.None);
        }

        return counts;
    }

    private static async Task<string?> ReadAsync(Person person, string room, string id) =>
        Body((await person.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/event/{People.Escaped(id)}")).Accepted().Body);

    private static async Task<List<string>> RoomTextsAsync(Person person, string room) =>
        [.. (await person.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/messages?dir=f&limit=100")).Accepted()["chunk"]
            .EnumerateArray().Select(Body).OfType<string>()];

    private static List<string> Texts(Answer sync, string room) => [.. People.EventsOf(sync, room).Select(Body).OfType<string>()];

    private static string? Body(JsonElement shown) =>
        shown.GetProperty("content").TryGetProperty("body", out var body) ? body.GetString() : null;

    private async Task<string> UploadsAsync(Person person)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_matrix/media/v3/upload");
        request.Headers.Authorization = new("Bearer", person.AccessToken);
        request.Content = new ByteArrayContent("{}"u8.ToArray());
        using var answer = await town.Http.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return json.RootElement.GetProperty("content_uri").GetString()!["mxc://".Length..];
    }

    private static Task<Answer> DownloadsAsync(Person person, string media) => person.GetAsync($"/_matrix/client/v1/media/download/{media}");
}

/// <summary>The same on the other database.</summary>
public sealed class DeactivationOnPostgreSqlTests(TownOnPostgreSql town) : DeactivationTests(town), IClassFixture<TownOnPostgreSql>;

using System.Security.Cryptography;
using System.Text;

namespace Vestnik.Server.Tests.Accounts;

public sealed class OperatorTests(Town town) : IClassFixture<Town>
{
    private const string Register = "/_synapse/admin/v1/register";

    [Fact]
    public async Task Who_knows_the_shared_secret_registers_administrators()
    {
        var admin = await RegisterAsync(await NonceAsync(), "operator", "admin", Town.SharedSecret);

        admin.Accepted();
        var anna = await town.PersonAsync("anna");
        var looked = await town.Http.AskAsync(
            HttpMethod.Get, $"/_matrix/client/v3/admin/whois/{anna.UserId}", null, admin.Text("access_token"));
        looked.Accepted()["devices"].TryGetProperty(anna.DeviceId, out _).ShouldBeTrue();
        (await anna.GetAsync($"/_matrix/client/v3/admin/whois/@operator:{Town.ServerName}")).Refused(403, "M_FORBIDDEN");
        (await anna.GetAsync($"/_matrix/client/v3/admin/whois/{anna.UserId}")).Accepted();
    }

    [Fact]
    public async Task A_nonce_serves_once_and_a_wrong_mac_never()
    {
        var nonce = await NonceAsync();
        (await RegisterAsync(nonce, "clerk", "notadmin", "a guessed secret")).Refused(403, "M_FORBIDDEN");
        (await RegisterAsync(nonce, "clerk", "notadmin", Town.SharedSecret)).Refused(400, "M_UNKNOWN");
        (await RegisterAsync("made up", "clerk", "notadmin", Town.SharedSecret)).Refused(400, "M_UNKNOWN");
    }

    [Fact]
    public async Task A_guest_may_not_do_what_needs_an_account()
    {
        var guest = (await town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/register?kind=guest", "{}")).Accepted();
        var (token, user) = (guest.Text("access_token"), guest.Text("user_id"));

        (await town.Http.AskAsync(HttpMethod.Put, $"/_matrix/client/v3/user/{user}/account_data/m.direct", "{}", token))
            .Refused(403, "M_GUEST_ACCESS_FORBIDDEN");
        (await town.Http.AskAsync(HttpMethod.Put, $"/_matrix/client/v3/profile/{user}/displayname", """{"displayname": "Guest"}""", token))
            .Accepted();
        (await town.Http.AskAsync(HttpMethod.Put, $"/_matrix/client/v3/profile/{user}/m.tz", """{"m.tz": "Europe/Moscow"}""", token))
            .Refused(403, "M_GUEST_ACCESS_FORBIDDEN");
    }

    [Fact]
    public async Task Guests_leave_a_room_that_wants_no_guests_any_more()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync("""{"preset": "public_chat"}""");
        await anna.SetsStateAsync(room, "m.room.guest_access", "", """{"guest_access": "can_join"}""");
        var guest = (await town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/register?kind=guest", "{}")).Accepted();
        (await town.Http.AskAsync(
            HttpMethod.Post, $"/_matrix/client/v3/rooms/{People.Escaped(room)}/join", "{}", guest.Text("access_token"))).Accepted();

        await anna.SetsStateAsync(room, "m.room.guest_access", "", """{"guest_access": "forbidden"}""");

        await anna.SeesAsync(room, shown =>
            shown.GetProperty("type").GetString() == "m.room.member"
            && shown.GetProperty("state_key").GetString() == guest.Text("user_id")
            && shown.GetProperty("content").GetProperty("membership").GetString() == "leave");
    }

    private async Task<string> NonceAsync() => (await town.SendAsync(HttpMethod.Get, Register)).Accepted().Text("nonce");

    private Task<Answer> RegisterAsync(string nonce, string name, string rank, string secret)
    {
#pragma warning disable CA5350 // What the scripts of operators compute.
        var mac = HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{nonce}\0{name}\0{Person.Password}\0{rank}"));
#pragma warning restore CA5350
        return town.SendAsync(HttpMethod.Post, Register, $$"""
            {"nonce": "{{nonce}}", "username": "{{name}}", "password": "{{Person.Password}}",
             "admin": {{(rank == "admin" ? "true" : "false")}}, "mac": "{{Convert.ToHexStringLower(mac)}}"}
            """);
    }
}

namespace Vestnik.Server.Tests.AppServices;

/// <summary>https://spec.matrix.org/v1.19/application-service-api/#client-server-api-extensions</summary>
public sealed class ServiceAccountTests(BridgedTown town) : IClassFixture<BridgedTown>
{
    private const string WhoAmI = "/_matrix/client/v3/account/whoami";
    private const string Register = "/_matrix/client/v3/register";

    [Fact]
    public async Task A_bridge_makes_people_of_its_namespace_and_speaks_for_them()
    {
        var ghost = await town.BridgeMakesAsync("_pigeon_alois");

        ghost.ShouldBe("@_pigeon_alois:town.example");
        var shown = (await town.BridgeAsksAsync(HttpMethod.Get, WhoAmI.For(ghost))).Accepted();
        shown.Text("user_id").ShouldBe(ghost);
        shown.Has("device_id").ShouldBeFalse();
        (await town.BridgeAsksAsync(HttpMethod.Get, WhoAmI)).Accepted().Text("user_id").ShouldBe("@bridge_bot:town.example");
    }

    [Fact]
    public async Task A_bridge_speaks_for_nobody_else()
    {
        var anna = await town.PersonAsync("anna");

        (await town.BridgeAsksAsync(HttpMethod.Get, WhoAmI.For(anna.UserId))).Refused(403, "M_FORBIDDEN");
        (await town.BridgeAsksAsync(HttpMethod.Get, WhoAmI.For("@_pigeon_nobody:town.example"))).Refused(403, "M_FORBIDDEN");
        (await town.BridgeAsksAsync(HttpMethod.Get, WhoAmI.For("@_pigeon_x:elsewhere.example"))).Refused(403, "M_FORBIDDEN");

        // Who is no application service is who they are, whatever they say.
        (await anna.GetAsync(WhoAmI.For("@bridge_bot:town.example"))).Accepted().Text("user_id").ShouldBe(anna.UserId);
    }

    [Fact]
    public async Task Names_are_reserved_for_the_bridge_and_the_bridge_keeps_to_them()
    {
        (await town.BridgeAsksAsync(HttpMethod.Post, Register, Speaking.RegistrationOf("somebody"))).Refused(400, "M_EXCLUSIVE");
        (await town.SendAsync(HttpMethod.Post, Register, """
            {"username": "_pigeon_thief", "password": "correct horse battery staple", "auth": {"type": "m.login.dummy"} }
            """)).Refused(400, "M_EXCLUSIVE");
        (await town.SendAsync(HttpMethod.Get, "/_matrix/client/v3/register/available?username=bridge_bot")).Refused(400, "M_EXCLUSIVE");

        (await town.SendAsync(HttpMethod.Post, Register, Speaking.RegistrationOf("_pigeon_x"))).Refused(401, "M_MISSING_TOKEN");
        (await town.Http.AskAsync(HttpMethod.Post, Register, Speaking.RegistrationOf("_pigeon_x"), "no token of a bridge"))
            .Refused(401, "M_UNKNOWN_TOKEN");

        await town.BridgeMakesAsync("_pigeon_once");
        (await town.BridgeAsksAsync(HttpMethod.Post, Register, Speaking.RegistrationOf("_pigeon_once"))).Refused(400, "M_USER_IN_USE");
    }

    [Fact]
    public async Task Aliases_are_reserved_for_the_bridge_and_the_bridge_keeps_to_them()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        var body = $$"""{"room_id": "{{room}}"}""";
        const string aliases = "/_matrix/client/v3/directory/room/";
        var (theirs, ours) = ($"{aliases}{People.Escaped("#_pigeon_loft:town.example")}", $"{aliases}{People.Escaped("#loft:town.example")}");

        (await anna.PutAsync(theirs, body)).Refused(400, "M_EXCLUSIVE");
        (await anna.PostAsync("/_matrix/client/v3/createRoom", """{"room_alias_name": "_pigeon_cote"}""")).Refused(400, "M_EXCLUSIVE");
        (await town.BridgeAsksAsync(HttpMethod.Put, ours, body)).Refused(400, "M_EXCLUSIVE");

        (await town.BridgeAsksAsync(HttpMethod.Put, theirs, body)).Accepted();
        (await anna.GetAsync(theirs)).Accepted().Text("room_id").ShouldBe(room);
        (await anna.DeleteAsync(theirs)).Refused(400, "M_EXCLUSIVE");
        (await town.BridgeAsksAsync(HttpMethod.Delete, theirs)).Accepted();
        (await anna.PutAsync(ours, body)).Accepted();
    }

    [Fact]
    public async Task A_bridge_signs_its_people_in_and_nobody_else()
    {
        await town.BridgeMakesAsync("_pigeon_berta");
        var anna = await town.PersonAsync("anna");
        const string login = "/_matrix/client/v3/login";
        static string Body(string user) =>
            $$"""{"type": "m.login.application_service", "identifier": {"type": "m.id.user", "user": "{{user}}"} }""";

        var session = (await town.BridgeAsksAsync(HttpMethod.Post, login, Body("_pigeon_berta"))).Accepted();
        (await town.Http.AskAsync(HttpMethod.Get, WhoAmI, null, session.Text("access_token"))).Accepted()
            .Text("user_id").ShouldBe("@_pigeon_berta:town.example");

        (await town.BridgeAsksAsync(HttpMethod.Post, login, Body(anna.Name))).Refused(400, "M_EXCLUSIVE");
        (await town.BridgeAsksAsync(HttpMethod.Post, login, Body("_pigeon_nobody"))).Refused(403, "M_FORBIDDEN");
        (await town.SendAsync(HttpMethod.Post, login, Body("_pigeon_berta"))).Refused(401, "M_MISSING_TOKEN");
        (await town.Http.AskAsync(HttpMethod.Post, login, Body("_pigeon_berta"), anna.AccessToken)).Refused(401, "M_UNKNOWN_TOKEN");
        (await town.SendAsync(HttpMethod.Get, login)).Accepted().Body.GetRawText().ShouldContain("m.login.application_service");
    }

    [Fact]
    public async Task A_bridge_makes_and_removes_devices_of_its_people_without_a_password()
    {
        var ghost = await town.BridgeMakesAsync("_pigeon_clara");
        var device = "/_matrix/client/v3/devices/LOFT".For(ghost);
        (await town.BridgeAsksAsync(HttpMethod.Get, $"{WhoAmI}?device_id=LOFT".For(ghost))).Refused(400, "M_UNKNOWN_DEVICE");

        (await town.BridgeAsksAsync(HttpMethod.Put, device, """{"display_name": "Loft"}""")).Status.ShouldBe(201);
        (await town.BridgeAsksAsync(HttpMethod.Put, device, """{"display_name": "Loft, left"}""")).Accepted();
        (await town.BridgeAsksAsync(HttpMethod.Get, device)).Accepted().Text("display_name").ShouldBe("Loft, left");
        (await town.BridgeAsksAsync(HttpMethod.Get, $"{WhoAmI}?device_id=LOFT".For(ghost))).Accepted().Text("device_id").ShouldBe("LOFT");

        // Keys belong to a device.
        const string upload = "/_matrix/client/v3/keys/upload";
        const string keys = """{"one_time_keys": {"signed_curve25519:A": {"key": "a key"} } }""";
        (await town.BridgeAsksAsync(HttpMethod.Post, upload.For(ghost), keys)).Refused(400, "M_MISSING_PARAM");
        (await town.BridgeAsksAsync(HttpMethod.Post, $"{upload}?device_id=LOFT".For(ghost), keys)).Accepted();

        (await town.BridgeAsksAsync(HttpMethod.Delete, device, "{}")).Accepted();
        (await town.BridgeAsksAsync(HttpMethod.Get, device)).Refused(404, "M_NOT_FOUND");

        var anna = await town.PersonAsync("anna");
        (await anna.PutAsync("/_matrix/client/v3/devices/ELSEWHERE", "{}")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task A_bridge_says_when_something_was_said_and_nobody_else_does()
    {
        var (anna, ghost) = (await town.PersonAsync("anna"), await town.BridgeMakesAsync("_pigeon_doris"));
        var room = await town.BridgedRoomAsync(anna, ghost);

        var sent = (await town.BridgeSendsAsync(ghost, room, "coo", "?ts=1234567890123")).Accepted().Text("event_id");
        (await TimeOf(sent)).ShouldBe(1234567890123);
        (await town.BridgeSendsAsync(ghost, room, "coo", "?ts=-5")).Refused(400, "M_INVALID_PARAM");
        (await town.BridgeSendsAsync(ghost, room, "coo", "?ts=soon")).Refused(400, "M_INVALID_PARAM");

        var plain = (await anna.PutAsync(
            $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/t?ts=1234567890123", """{"msgtype": "m.text", "body": "hm"}"""))
            .Accepted().Text("event_id");
        (await TimeOf(plain)).ShouldBeGreaterThan(1234567890123);

        async Task<long> TimeOf(string id) => (await anna.GetAsync(
            $"/_matrix/client/v3/rooms/{People.Escaped(room)}/event/{People.Escaped(id)}")).Accepted()["origin_server_ts"].GetInt64();
    }

    [Fact]
    public async Task A_bridge_ends_an_account_of_its_people_and_speaks_for_it_no_more()
    {
        var ghost = await town.BridgeMakesAsync("_pigeon_emil");

        (await town.BridgeAsksAsync(HttpMethod.Post, "/_matrix/client/v3/account/deactivate".For(ghost), "{}")).Accepted();
        (await town.BridgeAsksAsync(HttpMethod.Get, WhoAmI.For(ghost))).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task A_bridge_syncs_as_one_of_its_people_and_repeats_itself_without_harm()
    {
        var (anna, ghost) = (await town.PersonAsync("anna"), await town.BridgeMakesAsync("_pigeon_fritz"));
        var room = await town.BridgedRoomAsync(anna, ghost);
        await anna.SendsAsync(room, "crumbs");

        (await town.BridgeAsksAsync(HttpMethod.Get, "/_matrix/client/v3/sync".For(ghost))).Accepted()
            .Body.GetRawText().ShouldContain("crumbs");

        var path = $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/same".For(ghost);
        const string body = """{"msgtype": "m.text", "body": "thanks"}""";
        var first = (await town.BridgeAsksAsync(HttpMethod.Put, path, body)).Accepted().Text("event_id");
        (await town.BridgeAsksAsync(HttpMethod.Put, path, body)).Accepted().Text("event_id").ShouldBe(first);
    }
}

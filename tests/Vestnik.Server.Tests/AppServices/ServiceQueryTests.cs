namespace Vestnik.Server.Tests.AppServices;

/// <summary>https://spec.matrix.org/v1.19/application-service-api/#querying</summary>
public sealed class ServiceQueryTests(BridgedTown town) : IClassFixture<BridgedTown>
{
    [Fact]
    public async Task Whoever_is_invited_and_not_there_yet_is_made_by_the_bridge()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        town.Bridge.Answers["/_matrix/app/v1/users/@_pigeon_ivo:town.example"] = async () =>
        {
            await town.BridgeMakesAsync("_pigeon_ivo");
            return "{}";
        };

        (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/invite", """{"user_id": "@_pigeon_ivo:town.example"}""")).Accepted();

        (await town.BridgeAsksAsync(HttpMethod.Get, "/_matrix/client/v3/account/whoami".For("@_pigeon_ivo:town.example"))).Accepted();
        await town.BridgeJoinsAsync("@_pigeon_ivo:town.example", room);
    }

    [Fact]
    public async Task A_room_is_made_by_the_bridge_when_somebody_looks_for_its_alias()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var room = await anna.CreatesRoomAsync("""{"preset": "public_chat"}""");
        const string alias = "#_pigeon_market:town.example";
        town.Bridge.Answers[$"/_matrix/app/v1/rooms/{alias}"] = async () =>
        {
            (await town.BridgeAsksAsync(
                HttpMethod.Put, $"/_matrix/client/v3/directory/room/{People.Escaped(alias)}", $$"""{"room_id": "{{room}}"}""")).Accepted();
            return "{}";
        };

        (await boris.PostAsync($"/_matrix/client/v3/join/{People.Escaped(alias)}")).Accepted().Text("room_id").ShouldBe(room);

        // Nobody makes this one, and nobody is asked for what is in no namespace.
        (await boris.PostAsync($"/_matrix/client/v3/join/{People.Escaped("#_pigeon_nowhere:town.example")}")).Refused(404, "M_NOT_FOUND");
        (await boris.PostAsync($"/_matrix/client/v3/join/{People.Escaped("#nowhere:town.example")}")).Refused(404, "M_NOT_FOUND");
        town.Bridge.Asked.ShouldContain(asked => asked.EndsWith("#_pigeon_nowhere:town.example", StringComparison.Ordinal));
        town.Bridge.Asked.ShouldNotContain(asked => asked.EndsWith("#nowhere:town.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_and_places_of_the_other_network_are_found_through_the_bridge()
    {
        var anna = await town.PersonAsync("anna");
        const string networks = "/_matrix/client/v3/thirdparty";
        Answer("protocol/pigeon", """
            {"user_fields": ["ring"], "location_fields": ["loft"], "icon": "mxc://town.example/dove", "field_types": {},
             "instances": [{"desc": "Carriers", "fields": {}, "network_id": "carriers"}]}
            """);
        Answer("user/pigeon", """[{"userid": "@_pigeon_1:town.example", "protocol": "pigeon", "fields": {"ring": "1"} }, "nonsense"]""");
        Answer("location/pigeon", """[{"alias": "#_pigeon_loft:town.example", "protocol": "pigeon", "fields": {} }]""");
        Answer("user", """[{"userid": "@_pigeon_1:town.example", "protocol": "pigeon", "fields": {"ring": "1"} }]""");
        Answer("location", """[{"alias": "#_pigeon_loft:town.example", "protocol": "pigeon", "fields": {} }]""");

        var described = (await anna.GetAsync($"{networks}/protocols")).Accepted()["pigeon"].GetProperty("instances")[0];
        described.GetProperty("instance_id").GetString().ShouldBe("bridge|carriers");
        (await anna.GetAsync($"{networks}/protocol/pigeon")).Accepted().Text("icon").ShouldBe("mxc://town.example/dove");
        (await anna.GetAsync($"{networks}/user/pigeon?ring=1&access_token=x")).Accepted().Body.GetArrayLength().ShouldBe(1);
        (await anna.GetAsync($"{networks}/location/pigeon?loft=x")).Accepted().Body.GetArrayLength().ShouldBe(1);
        (await anna.GetAsync($"{networks}/user?userid=@_pigeon_1:town.example")).Accepted().Body.GetArrayLength().ShouldBe(1);
        (await anna.GetAsync($"{networks}/location?alias=%23_pigeon_loft:town.example")).Accepted().Body.GetArrayLength().ShouldBe(1);

        (await anna.GetAsync($"{networks}/protocol/telegraph")).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync($"{networks}/user/telegraph")).Refused(404, "M_NOT_FOUND");
        town.Bridge.Asked.ShouldContain("/_matrix/app/v1/thirdparty/user/pigeon?ring=1");

        void Answer(string path, string body) => town.Bridge.Answers[$"/_matrix/app/v1/thirdparty/{path}"] = () => Task.FromResult(body);
    }

    [Fact]
    public async Task A_bridge_is_pinged_when_it_asks_for_it()
    {
        const string ping = "/_matrix/client/v1/appservice/bridge/ping";
        var anna = await town.PersonAsync("anna");

        var failed = await town.BridgeAsksAsync(HttpMethod.Post, ping, """{"transaction_id": "coo"}""");
        failed.Refused(502, "M_BAD_STATUS");
        failed["status"].GetInt32().ShouldBe(404);

        town.Bridge.Answers["/_matrix/app/v1/ping"] = () => Task.FromResult("{}");
        (await town.BridgeAsksAsync(HttpMethod.Post, ping, """{"transaction_id": "coo"}""")).Accepted()["duration_ms"].GetInt64().ShouldBeGreaterThanOrEqualTo(0);

        (await anna.PostAsync(ping)).Refused(403, "M_FORBIDDEN");
        (await town.BridgeAsksAsync(HttpMethod.Post, "/_matrix/client/v1/appservice/another/ping", "{}")).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task A_bridge_has_a_list_of_rooms_of_its_own()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync("""{"preset": "public_chat", "name": "Loft"}""");
        var path = $"/_matrix/client/v3/directory/list/appservice/carriers/{People.Escaped(room)}";

        (await anna.PutAsync(path, """{"visibility": "public"}""")).Refused(403, "M_FORBIDDEN");
        (await town.BridgeAsksAsync(HttpMethod.Put, path, """{"visibility": "sometimes"}""")).Refused(400, "M_INVALID_PARAM");
        (await town.BridgeAsksAsync(HttpMethod.Put, path, """{"visibility": "public"}""")).Accepted();

        (await ListedAsync("{}")).ShouldNotContain(room);
        (await ListedAsync("""{"third_party_instance_id": "bridge|carriers"}""")).ShouldBe([room]);
        (await ListedAsync("""{"include_all_networks": true}""")).ShouldContain(room);
        (await anna.PostAsync("/_matrix/client/v3/publicRooms", """{"third_party_instance_id": "x"}""")).Refused(400, "M_INVALID_PARAM");

        (await town.BridgeAsksAsync(HttpMethod.Put, path, """{"visibility": "private"}""")).Accepted();
        (await ListedAsync("""{"third_party_instance_id": "bridge|carriers"}""")).ShouldBeEmpty();

        async Task<List<string>> ListedAsync(string question) =>
            [.. (await anna.PostAsync("/_matrix/client/v3/publicRooms", question)).Accepted()["chunk"].EnumerateArray()
                .Select(shown => shown.GetProperty("room_id").GetString()!)];
    }

    [Fact]
    public async Task A_bridge_asks_who_is_in_the_rooms_of_its_people()
    {
        var (anna, ghost) = (await town.PersonAsync("anna"), await town.BridgeMakesAsync("_pigeon_jan"));
        var (bridged, other) = (await town.BridgedRoomAsync(anna, ghost), await anna.CreatesRoomAsync());

        (await town.BridgeAsksAsync(HttpMethod.Get, $"/_matrix/client/v3/rooms/{People.Escaped(bridged)}/joined_members")).Accepted()
            ["joined"].TryGetProperty(anna.UserId, out _).ShouldBeTrue();
        (await town.BridgeAsksAsync(HttpMethod.Get, $"/_matrix/client/v3/rooms/{People.Escaped(other)}/joined_members")).Refused(403, "M_FORBIDDEN");
    }
}

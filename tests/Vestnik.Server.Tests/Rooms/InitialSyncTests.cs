namespace Vestnik.Server.Tests.Rooms;

/// <summary>The deprecated first look at rooms. Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3initialsync</summary>
public sealed class InitialSyncTests(Town town) : IClassFixture<Town>
{
    private const string Path = "/_matrix/client/v3";

    [Fact]
    public async Task A_first_look_shows_rooms_with_their_last_messages_and_what_one_stored()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        await anna.SendsAsync(room, "one");
        await anna.SendsAsync(room, "two");
        var invited = await anna.CreatesRoomAsync();
        await anna.InvitesAsync(boris, invited);
        var left = await anna.MeetsAsync(boris);
        await boris.LeavesAsync(left);
        (await boris.PutAsync($"{Path}/user/{People.Escaped(boris.UserId)}/rooms/{People.Escaped(room)}/account_data/m.note", """{"text": "hm"}""")).Accepted();

        var look = (await boris.GetAsync($"{Path}/initialSync?limit=2")).Accepted();
        var rooms = look["rooms"].EnumerateArray().ToDictionary(shown => shown.GetProperty("room_id").GetString()!, StringComparer.Ordinal);
        rooms.Keys.ShouldBe([room, invited], ignoreOrder: true);
        rooms[room].GetProperty("membership").GetString().ShouldBe("join");
        rooms[room].GetProperty("visibility").GetString().ShouldBe("private");
        rooms[room].GetProperty("messages").GetProperty("chunk").EnumerateArray()
            .Select(shown => shown.GetProperty("content").GetProperty("body").GetString()).ShouldBe(["one", "two"]);
        rooms[room].GetProperty("account_data")[0].GetProperty("type").GetString().ShouldBe("m.note");
        rooms[room].GetProperty("state").EnumerateArray().ShouldContain(shown => shown.GetProperty("type").GetString() == "m.room.create");
        rooms[invited].GetProperty("invite").GetProperty("state_key").GetString().ShouldBe(boris.UserId);
        (await boris.GetAsync($"{Path}/initialSync?archived=true")).Accepted()["rooms"].EnumerateArray()
            .ShouldContain(shown => shown.GetProperty("room_id").GetString() == left && shown.GetProperty("membership").GetString() == "leave");
        boris.SyncToken = look.Text("end");
        await anna.SendsAsync(room, "three");
        await boris.SeesAsync(room, "three");
    }

    [Fact]
    public async Task One_room_is_looked_at_by_those_who_may_read_it()
    {
        var anna = await town.PersonAsync("anna");
        var eve = await town.PersonAsync("eve");
        var room = await anna.CreatesRoomAsync();
        await anna.SendsAsync(room, "hello");
        var path = $"{Path}/rooms/{People.Escaped(room)}/initialSync";

        var look = (await anna.GetAsync($"{path}?limit=1")).Accepted();
        look.Text("room_id").ShouldBe(room);
        look["messages"].GetProperty("chunk")[0].GetProperty("content").GetProperty("body").GetString().ShouldBe("hello");
        var earlier = (await anna.GetAsync(
            $"{Path}/rooms/{People.Escaped(room)}/messages?dir=b&limit=1&from={look["messages"].GetProperty("start").GetString()}")).Accepted();
        earlier["chunk"][0].GetProperty("type").GetString().ShouldNotBe("m.room.message");
        (await anna.GetAsync($"{path}?limit=0")).Accepted()["messages"].GetProperty("chunk").GetArrayLength().ShouldBe(0);
        (await anna.GetAsync($"{path}?limit=some")).Refused(400, "M_INVALID_PARAM");
        (await anna.GetAsync($"{Path}/initialSync?limit=some")).Refused(400, "M_INVALID_PARAM");
        (await eve.GetAsync(path)).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task An_event_is_found_without_its_room_by_those_who_may_see_it()
    {
        var anna = await town.PersonAsync("anna");
        var eve = await town.PersonAsync("eve");
        var room = await anna.CreatesRoomAsync();
        var said = await anna.SendsAsync(room, "hello");

        (await anna.GetAsync($"{Path}/events/{People.Escaped(said)}")).Accepted().Text("room_id").ShouldBe(room);
        (await eve.GetAsync($"{Path}/events/{People.Escaped(said)}")).Refused(404, "M_NOT_FOUND");
        (await anna.GetAsync($"{Path}/events/$nothing")).Refused(404, "M_NOT_FOUND");
    }
}

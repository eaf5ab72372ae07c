namespace Vestnik.Server.Tests.Rooms;

/// <summary>Events by their time. Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1roomsroomidtimestamp_to_event</summary>
public sealed class RoomClockTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Every_event_is_found_by_its_time_from_either_side()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        for (var i = 0; i < 20; i++)
        {
            await anna.SendsAsync(room, $"message {i}");
        }

        var history = (await anna.GetAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/messages?dir=f&limit=100")).Accepted()["chunk"]
            .EnumerateArray().Select(shown => (Id: shown.GetProperty("event_id").GetString()!, At: shown.GetProperty("origin_server_ts").GetInt64())).ToList();
        foreach (var (_, at) in history)
        {
            var forwards = (await FindAsync(anna, room, at, "f")).Accepted();
            forwards.Text("event_id").ShouldBe(history.First(one => one.At >= at).Id);
            forwards["origin_server_ts"].GetInt64().ShouldBe(at);
            (await FindAsync(anna, room, at, "b")).Accepted().Text("event_id").ShouldBe(history.Last(one => one.At <= at).Id);
        }

        (await FindAsync(anna, room, 0, "f")).Accepted().Text("event_id").ShouldBe(history[0].Id);
        (await FindAsync(anna, room, history[^1].At + 100_000, "b")).Accepted().Text("event_id").ShouldBe(history[^1].Id);
        (await FindAsync(anna, room, 0, "b")).Refused(404, "M_NOT_FOUND");
        (await FindAsync(anna, room, history[^1].At + 100_000, "f")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task What_somebody_may_not_see_is_not_found_by_its_time()
    {
        var anna = await town.PersonAsync("anna");
        var (boris, eve) = (await town.PersonAsync("boris"), await town.PersonAsync("eve"));
        var room = await anna.CreatesRoomAsync("""
            {"preset": "public_chat", "initial_state": [{"type": "m.room.history_visibility", "content": {"history_visibility": "joined"}}]}
            """);
        var before = await anna.SendsAsync(room, "before");
        var at = (await anna.EventAsync(room, before)).GetProperty("origin_server_ts").GetInt64();
        await boris.JoinsAsync(room);

        (await FindAsync(anna, room, at, "f")).Accepted().Text("event_id").ShouldBe(before);
        var found = (await FindAsync(boris, room, at, "f")).Accepted().Text("event_id");
        (await boris.EventAsync(room, found)).GetProperty("state_key").GetString().ShouldBe(boris.UserId);
        (await FindAsync(eve, room, at, "f")).Refused(403, "M_FORBIDDEN");
    }

    [Theory]
    [InlineData("?ts=1")]
    [InlineData("?ts=1&dir=up")]
    [InlineData("?dir=f")]
    [InlineData("?dir=f&ts=soon")]
    [InlineData("?dir=f&ts=-1")]
    public async Task A_question_without_time_or_direction_is_refused(string query)
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();

        (await anna.GetAsync($"/_matrix/client/v1/rooms/{People.Escaped(room)}/timestamp_to_event{query}")).Refused(400, "M_INVALID_PARAM");
    }

    private static Task<Answer> FindAsync(Person person, string room, long time, string direction) =>
        person.GetAsync($"/_matrix/client/v1/rooms/{People.Escaped(room)}/timestamp_to_event?ts={time}&dir={direction}");
}

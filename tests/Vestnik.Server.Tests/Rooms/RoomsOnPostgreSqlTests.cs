namespace Vestnik.Server.Tests.Rooms;

/// <summary>The life of a room once more, on the other database.</summary>
public sealed class RoomsOnPostgreSqlTests(TownOnPostgreSql town) : IClassFixture<TownOnPostgreSql>
{
    [Fact]
    public async Task A_room_lives_on_PostgreSQL_as_it_does_on_SQLite()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        var sent = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => (i % 2 == 0 ? anna : boris).SendsAsync(room, $"message {i}")));
        (await boris.PutAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/redact/{People.Escaped(sent[1])}/r", "{}")).Accepted();

        var history = await RoomHistories.ReadAsync(anna, room);

        history.Count.ShouldBe(63);
        history.Select(message => message.Id).Except(sent, StringComparer.Ordinal).ShouldBeEmpty();
        (await boris.GetAsync("/_matrix/client/v3/joined_rooms")).Accepted()["joined_rooms"].EnumerateArray()
            .Select(joined => joined.GetString()).ShouldBe([room]);
    }

    [Fact]
    public async Task The_same_transaction_sends_once_on_PostgreSQL_too()
    {
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();
        var path = $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/once";
        const string Message = """{"msgtype": "m.text", "body": "once"}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => anna.PutAsync(path, Message)));

        answers.Select(answer => answer.Accepted().Text("event_id")).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        (await RoomHistories.ReadAsync(anna, room)).Count.ShouldBe(1);
    }
}

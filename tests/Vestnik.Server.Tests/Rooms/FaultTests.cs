using Vestnik.Server.Tests.Storage;

namespace Vestnik.Server.Tests.Rooms;

/// <summary>What rooms do when the disk fails under them: architecture.md 3.3, 3.4 and "Failure is designed".</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(Archives.Sqlite, Fault.Fails)]
    [InlineData(Archives.Sqlite, Fault.IsSilent)]
    [InlineData(Archives.PostgreSql, Fault.Fails)]
    [InlineData(Archives.PostgreSql, Fault.IsSilent)]
    public async Task Messages_sent_while_the_disk_fails_are_there_once_after_they_were_sent_again(string kind, Fault fault)
    {
        var (town, gate) = await Trouble.OpenAsync(kind);
        await using var closing = town;
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);

        var sent = new List<Task<(string Body, string Id)>>();
        for (var i = 0; i < 120; i++)
        {
            if (i % 10 == 5)
            {
                gate.Bring(fault);
            }

            sent.Add(PersistAsync(i % 2 == 0 ? anna : boris, room, $"message {i}"));
        }

        var acknowledged = await Task.WhenAll(sent);
        var history = await RoomHistories.ReadAsync(anna, room);

        history.Where(message => message.Body.StartsWith("message", StringComparison.Ordinal))
            .OrderBy(message => message.Body, StringComparer.Ordinal)
            .ShouldBe(acknowledged.OrderBy(message => message.Body, StringComparer.Ordinal));
        Archive.ShouldBeSound(town);
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task A_message_that_could_not_be_stored_is_refused_with_a_time_to_try_again(string kind)
    {
        var (town, gate) = await Trouble.OpenAsync(kind);
        await using var closing = town;
        var anna = await town.PersonAsync("anna");
        var room = await anna.CreatesRoomAsync();

        gate.FailNext(1);
        var refused = await anna.TriesToSendAsync(room, "into the void");

        refused.Refused(503, "M_UNKNOWN").Has("retry_after_ms").ShouldBeTrue();
        (await RoomHistories.ReadAsync(anna, room)).ShouldBeEmpty();
        await anna.SendsAsync(room, "and on it goes");
        (await RoomHistories.ReadAsync(anna, room)).Select(message => message.Body).ShouldBe(["and on it goes"]);
    }

    [Theory]
    [MemberData(nameof(Archives.Both), MemberType = typeof(Archives))]
    public async Task What_a_silent_disk_has_kept_after_all_is_seen_by_whoever_waits_without_another_write(string kind)
    {
        var (town, gate) = await Trouble.OpenAsync(kind);
        await using var closing = town;
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        await boris.SyncsAsync();
        var waiting = boris.SyncsAsync(milliseconds: 20_000);

        gate.SilenceNext(1);
        (await anna.TriesToSendAsync(room, "perhaps")).Refused(503, "M_UNKNOWN");

        People.EventsOf(await waiting, room).ShouldContain(shown => shown.GetProperty("content").GetProperty("body").GetString() == "perhaps");
        (await RoomHistories.ReadAsync(boris, room)).Select(message => message.Body).ShouldBe(["perhaps"]);
    }

    // As a client does: the same transaction again until the server says yes.
    private static async Task<(string Body, string Id)> PersistAsync(Person person, string room, string body)
    {
        for (var attempt = 0; attempt < 50; attempt++)
        {
            var answer = await person.PutAsync(
                $"/_matrix/client/v3/rooms/{People.Escaped(room)}/send/m.room.message/{People.Escaped(body)}",
                $$"""{"msgtype": "m.text", "body": "{{body}}"}""");
            if (answer.Status == 200)
            {
                return (body, answer.Text("event_id"));
            }

            answer.Refused(503, "M_UNKNOWN");
        }

        throw new ShouldAssertException("The message was refused fifty times.");
    }
}

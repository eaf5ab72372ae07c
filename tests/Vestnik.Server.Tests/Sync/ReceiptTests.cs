using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Sync;

public sealed class ReceiptOnSqliteTests(Town town) : ReceiptTests(town), IClassFixture<Town>;

public sealed class ReceiptOnPostgreSqlTests(TownOnPostgreSql town) : ReceiptTests(town), IClassFixture<TownOnPostgreSql>;

public abstract class ReceiptTests(Town town)
{
    [Fact]
    public async Task Everybody_in_the_room_sees_how_far_somebody_has_read()
    {
        var (anna, boris, room) = await TwoAsync();
        var message = await anna.SendsAsync(room, "have you seen this?");
        await anna.SyncsAsync();

        (await boris.ReadsAsync(room, message)).Accepted();

        var content = (await anna.SyncsAsync(10_000)).Joined(room).Content("ephemeral", "m.receipt");
        content!.Value.GetProperty(message).GetProperty("m.read").GetProperty(boris.UserId).GetProperty("ts").GetInt64().ShouldBePositive();
    }

    [Fact]
    public async Task A_private_receipt_is_shown_to_nobody_else()
    {
        var (anna, boris, room) = await TwoAsync();
        var message = await anna.SendsAsync(room, "have you seen this?");
        await anna.SyncsAsync();
        await boris.SyncsAsync();

        (await boris.ReadsAsync(room, message, "m.read.private")).Accepted();

        (await anna.SyncsAsync(200)).ShowsJoined(room).ShouldBeFalse();
        var own = (await boris.SyncsAsync()).Joined(room).Content("ephemeral", "m.receipt");
        own!.Value.GetProperty(message).TryGetProperty("m.read.private", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_unreads_what_they_have_read()
    {
        var (anna, boris, room) = await TwoAsync();
        var first = await anna.SendsAsync(room, "one");
        var second = await anna.SendsAsync(room, "two");
        (await boris.ReadsAsync(room, second)).Accepted();
        await anna.SyncsAsync();

        (await boris.ReadsAsync(room, first)).Accepted();

        (await anna.SyncsAsync(200)).ShowsJoined(room).ShouldBeFalse();
    }

    [Fact]
    public async Task Receipts_in_threads_stand_beside_the_one_for_the_room()
    {
        var (anna, boris, room) = await TwoAsync();
        var message = await anna.SendsAsync(room, "one");
        (await boris.ReadsAsync(room, message)).Accepted();
        (await boris.ReadsAsync(room, message, json: """{"thread_id": "main"}""")).Accepted();

        var receipts = (await anna.SyncsAsync()).Joined(room).Events("ephemeral")
            .Where(shown => shown.GetProperty("type").GetString() == "m.receipt")
            .Select(shown => shown.GetProperty("content").GetProperty(message).GetProperty("m.read").GetProperty(boris.UserId))
            .ToArray();

        receipts.Length.ShouldBe(2);
        receipts.Count(receipt => receipt.TryGetProperty("thread_id", out var thread) && thread.GetString() == "main").ShouldBe(1);
    }

    [Theory]
    [InlineData("m.read", """{"thread_id": ""}""")]
    [InlineData("m.read", """{"thread_id": 7}""")]
    [InlineData("m.fully_read", """{"thread_id": "main"}""")]
    [InlineData("m.seen", "{}")]
    public async Task A_receipt_that_makes_no_sense_is_refused(string type, string json)
    {
        var (anna, boris, room) = await TwoAsync();
        var message = await anna.SendsAsync(room, "one");

        (await boris.ReadsAsync(room, message, type, json)).Refused(400, "M_INVALID_PARAM");
    }

    [Fact]
    public async Task Who_is_not_in_a_room_reads_nothing_there()
    {
        var (anna, _, room) = await TwoAsync();
        var eve = await town.PersonAsync("eve");
        var message = await anna.SendsAsync(room, "one");

        (await eve.ReadsAsync(room, message)).Refused(403, "M_FORBIDDEN");
        (await anna.ReadsAsync(room, "$nothing")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task Read_markers_come_back_as_account_data_of_the_room()
    {
        var (anna, boris, room) = await TwoAsync();
        var message = await anna.SendsAsync(room, "one");
        await boris.SyncsAsync();

        (await boris.PostAsync(
            $"/_matrix/client/v3/rooms/{Escaped(room)}/read_markers",
            $$"""{"m.fully_read": "{{message}}", "m.read": "{{message}}"}""")).Accepted();

        var shown = (await boris.SyncsAsync()).Joined(room);
        shown.Content("account_data", "m.fully_read")!.Value.GetProperty("event_id").GetString().ShouldBe(message);
        shown.Content("ephemeral", "m.receipt").ShouldNotBeNull();
    }

    [Fact]
    public async Task Receipts_outlive_a_restart()
    {
        var (anna, boris, room) = await TwoAsync();
        var message = await anna.SendsAsync(room, "one");
        await anna.SyncsAsync();
        (await boris.ReadsAsync(room, message)).Accepted();

        await town.RestartAsync();

        (await anna.SyncsAsync()).Joined(room).Content("ephemeral", "m.receipt")!.Value.TryGetProperty(message, out _).ShouldBeTrue();
    }

    private async Task<(Person Anna, Person Boris, string Room)> TwoAsync()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        return (anna, boris, await anna.MeetsAsync(boris));
    }
}

using System.Text.Json;

namespace Vestnik.Server.Tests.AppServices;

/// <summary>https://spec.matrix.org/v1.19/application-service-api/#pushing-events</summary>
public abstract class ServiceTransactions(Town town, Func<Bridge> open)
{
    private Bridge Bridge => open();

    [Fact]
    public async Task A_bridge_hears_what_is_said_where_its_people_are_in_the_order_in_which_it_was_said()
    {
        var (anna, ghost) = (await town.PersonAsync("anna"), await town.BridgeMakesAsync("_pigeon_anton"));
        var room = await town.BridgedRoomAsync(anna, ghost);

        for (var i = 0; i < 25; i++)
        {
            await anna.SendsAsync(room, $"crumb {i}");
        }

        for (var i = 0; i < 25; i++)
        {
            var heard = await Bridge.HearsAsync(said => said.GetProperty("room_id").GetString() == room && Text(said) is not null);
            heard.GetProperty("content").GetProperty("body").GetString().ShouldBe($"crumb {i}");
            heard.GetProperty("sender").GetString().ShouldBe(anna.UserId);
        }
    }

    [Fact]
    public async Task A_bridge_hears_nothing_of_rooms_that_do_not_concern_it()
    {
        var (anna, ghost) = (await town.PersonAsync("anna"), await town.BridgeMakesAsync("_pigeon_bruno"));
        var bridged = await town.BridgedRoomAsync(anna, ghost);
        var other = await anna.CreatesRoomAsync();
        await anna.SendsAsync(other, "between us");
        await anna.SendsAsync(bridged, "for everybody");

        var heard = await Bridge.HearsAsync(said => said.GetProperty("room_id").GetString() == other || Text(said) == "for everybody");
        heard.GetProperty("room_id").GetString().ShouldBe(bridged);
    }

    [Fact]
    public async Task A_bridge_hears_of_invitations_of_its_people_and_of_rooms_with_its_aliases()
    {
        var (anna, ghost) = (await town.PersonAsync("anna"), await town.BridgeMakesAsync("_pigeon_carl"));
        var room = await anna.CreatesRoomAsync();
        (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/invite", $$"""{"user_id": "{{ghost}}"}""")).Accepted();
        var invitation = await Bridge.HearsAsync(said => said.TryGetProperty("state_key", out var key) && key.GetString() == ghost);
        invitation.GetProperty("content").GetProperty("membership").GetString().ShouldBe("invite");

        var named = await anna.CreatesRoomAsync();
        (await town.BridgeAsksAsync(
            HttpMethod.Put, $"/_matrix/client/v3/directory/room/{People.Escaped("#_pigeon_carls:town.example")}", $$"""{"room_id": "{{named}}"}""")).Accepted();
        await anna.SendsAsync(named, "named by a bridge");
        (await Bridge.HearsTextAsync("named by a bridge")).GetProperty("room_id").GetString().ShouldBe(named);
    }

    [Fact]
    public async Task What_a_bridge_did_not_take_is_brought_again_the_same_until_it_takes_it()
    {
        var (anna, ghost) = (await town.PersonAsync("anna"), await town.BridgeMakesAsync("_pigeon_dora"));
        var room = await town.BridgedRoomAsync(anna, ghost);
        await anna.SendsAsync(room, "are you there?");
        await Bridge.HearsTextAsync("are you there?");

        Bridge.Status = 503;
        await anna.SendsAsync(room, "first");
        var refused = await RefusedWithAsync("first");
        await anna.SendsAsync(room, "second");
        var again = await Bridge.NextAttemptAsync();
        again.ShouldBe(refused);

        Bridge.Status = 200;
        var taken = await Bridge.NextAttemptAsync();
        taken.ShouldBe(refused with { Status = 200 });
        (await Bridge.HearsTextAsync("first")).GetProperty("room_id").GetString().ShouldBe(room);
        await Bridge.HearsTextAsync("second");
    }

    [Fact]
    public async Task What_a_bridge_did_not_take_survives_a_restart_of_the_town()
    {
        var (anna, ghost) = (await town.PersonAsync("anna"), await town.BridgeMakesAsync("_pigeon_egon"));
        var room = await town.BridgedRoomAsync(anna, ghost);
        await anna.SendsAsync(room, "good evening");
        await Bridge.HearsTextAsync("good evening");

        Bridge.Status = 503;
        await anna.SendsAsync(room, "before the restart");
        var refused = await RefusedWithAsync("before the restart");
        await town.RestartAsync();
        Bridge.Status = 200;

        Attempt taken;
        do
        {
            taken = await Bridge.NextAttemptAsync();
        }
        while (taken.Status != 200);

        taken.ShouldBe(refused with { Status = 200 });
        await Bridge.HearsTextAsync("before the restart");
    }

    [Fact]
    public async Task A_bridge_hears_who_types_reads_and_is_there()
    {
        var (anna, ghost) = (await town.PersonAsync("anna"), await town.BridgeMakesAsync("_pigeon_frida"));
        var room = await town.BridgedRoomAsync(anna, ghost);
        var said = await anna.SendsAsync(room, "coming");

        (await anna.PutAsync(
            $"/_matrix/client/v3/rooms/{People.Escaped(room)}/typing/{People.Escaped(anna.UserId)}", """{"typing": true, "timeout": 5000}""")).Accepted();
        var typing = await Bridge.NoticesAsync(news => IsOf(news, "m.typing", room));
        typing.GetProperty("content").GetProperty("user_ids")[0].GetString().ShouldBe(anna.UserId);

        // A private receipt is nobody's business; the public one behind it arrives.
        (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/receipt/m.read.private/{People.Escaped(said)}")).Accepted();
        (await anna.PostAsync($"/_matrix/client/v3/rooms/{People.Escaped(room)}/receipt/m.read/{People.Escaped(said)}")).Accepted();
        var receipt = await Bridge.NoticesAsync(news => IsOf(news, "m.receipt", room));
        receipt.GetProperty("content").GetProperty(said).GetProperty("m.read").TryGetProperty(anna.UserId, out _).ShouldBeTrue();
        receipt.GetRawText().ShouldNotContain("m.read.private");

        await anna.SyncsAsync();
        var presence = await Bridge.NoticesAsync(news => news.GetProperty("type").GetString() == "m.presence");
        presence.GetProperty("sender").GetString().ShouldBe(anna.UserId);
        presence.GetProperty("content").GetProperty("presence").GetString().ShouldBe("online");
    }

    private async Task<Attempt> RefusedWithAsync(string text)
    {
        while (true)
        {
            var attempt = await Bridge.NextAttemptAsync();
            if (attempt.Status != 200 && attempt.Body.Contains(text, StringComparison.Ordinal))
            {
                return attempt;
            }
        }
    }

    private static bool IsOf(JsonElement news, string type, string room) =>
        news.GetProperty("type").GetString() == type && news.GetProperty("room_id").GetString() == room;

    private static string? Text(JsonElement said) =>
        said.GetProperty("content").TryGetProperty("body", out var body) ? body.GetString() : null;
}

public sealed class ServiceTransactionTests(BridgedTown town) : ServiceTransactions(town, () => town.Bridge), IClassFixture<BridgedTown>;

public sealed class ServiceTransactionsOnPostgreSqlTests(BridgedTownOnPostgreSql town)
    : ServiceTransactions(town, () => town.Bridge), IClassFixture<BridgedTownOnPostgreSql>;

using System.Text.Json;
using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Rooms;

public sealed class InviteBlockingTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Nobody_invites_somebody_who_wants_no_invitations()
    {
        var (anna, eve) = (await town.PersonAsync("anna"), await town.PersonAsync("eve"));
        var room = await eve.CreatesRoomAsync();
        await WantsAsync(anna, """{"default_action": "block"}""");

        (await InviteAsync(eve, anna, room)).Refused(403, "M_INVITE_BLOCKED");
        (await eve.PostAsync("/_matrix/client/v3/createRoom", $$"""{"invite": ["{{anna.UserId}}"]}""")).Refused(403, "M_INVITE_BLOCKED");
        (await eve.PutAsync(
            $"/_matrix/client/v3/rooms/{Escaped(room)}/state/m.room.member/{Escaped(anna.UserId)}", """{"membership": "invite"}""")).Refused(403, "M_INVITE_BLOCKED");

        await WantsAsync(anna, "{}");
        (await InviteAsync(eve, anna, room)).Accepted();
    }

    [Fact]
    public async Task Invitations_from_before_are_not_shown_as_long_as_none_are_wanted()
    {
        var (anna, eve) = (await town.PersonAsync("anna"), await town.PersonAsync("eve"));
        var room = await eve.CreatesRoomAsync();
        await eve.InvitesAsync(anna, room);
        IsShown(await anna.SyncsAsync(), room).ShouldBeTrue();

        await WantsAsync(anna, """{"default_action": "block"}""");
        anna.SyncToken = null;
        IsShown(await anna.SyncsAsync(), room).ShouldBeFalse();

        await WantsAsync(anna, """{"default_action": "something new"}""");
        anna.SyncToken = null;
        IsShown(await anna.SyncsAsync(), room).ShouldBeTrue();
    }

    private static async Task WantsAsync(Person person, string json) =>
        (await person.PutAsync($"/_matrix/client/v3/user/{Escaped(person.UserId)}/account_data/m.invite_permission_config", json)).Accepted();

    private static Task<Answer> InviteAsync(Person person, Person guest, string room) =>
        person.PostAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/invite", $$"""{"user_id": "{{guest.UserId}}"}""");

    private static bool IsShown(Answer answer, string room) =>
        answer.Has("rooms") && answer["rooms"].TryGetProperty("invite", out var invited) && invited.TryGetProperty(room, out JsonElement _);
}

using System.Text.Json.Nodes;

namespace Vestnik.Server.Tests.Accounts;

public sealed class NoticeTests(Town town) : NoticeSentences(town), IClassFixture<Town>;

public sealed class NoticesOnPostgreSqlTests(TownOnPostgreSql town) : NoticeSentences(town), IClassFixture<TownOnPostgreSql>;

/// <summary>The operator says something to a person.</summary>
public abstract class NoticeSentences(Town town)
{
    private const string Base = "/_matrix/client/v3";

    [Fact]
    public async Task A_person_is_invited_to_one_room_of_notices_and_reads_them_there()
    {
        var (keeper, anna) = (await town.AdministratorAsync(), await town.PersonAsync("anna"));
        (await NotifyAsync(keeper, anna.UserId, "We close on Sunday.")).Accepted().Has("event_id").ShouldBeTrue();

        var sync = (await anna.GetAsync($"{Base}/sync")).Accepted();
        var invite = sync["rooms"].GetProperty("invite").EnumerateObject().ShouldHaveSingleItem();
        (await anna.PostAsync($"{Base}/rooms/{People.Escaped(invite.Name)}/leave")).Refused(403, "M_CANNOT_LEAVE_SERVER_NOTICE_ROOM");
        await anna.JoinsAsync(invite.Name);
        (await NotifyAsync(keeper, anna.UserId, "And on Monday.")).Accepted();

        var first = await anna.SeesAsync(invite.Name, "We close on Sunday.");
        first.GetProperty("content").GetProperty("msgtype").GetString().ShouldBe("m.server_notice");
        (await anna.GetAsync($"{Base}/user/{People.Escaped(anna.UserId)}/rooms/{People.Escaped(invite.Name)}/tags")).Accepted()["tags"]
            .TryGetProperty("m.server_notice", out _).ShouldBeTrue();
        (await Rooms.RoomHistories.ReadAsync(anna, invite.Name)).Select(message => message.Body).ShouldBe(["We close on Sunday.", "And on Monday."]);
        (await anna.TriesToSendAsync(invite.Name, "May I answer?")).Refused(403, "M_FORBIDDEN");
    }

    [Fact]
    public async Task Whoever_has_left_is_invited_again_to_the_same_room()
    {
        var (keeper, anna) = (await town.AdministratorAsync(), await town.PersonAsync("anna"));
        await NotifyAsync(keeper, anna.UserId, "One.");
        var room = (await anna.GetAsync($"{Base}/sync")).Accepted()["rooms"].GetProperty("invite").EnumerateObject().Single().Name;
        await anna.JoinsAsync(room);
        await anna.LeavesAsync(room);

        (await NotifyAsync(keeper, anna.UserId, "Two.")).Accepted();

        (await anna.GetAsync($"{Base}/sync")).Accepted()["rooms"].GetProperty("invite").EnumerateObject().Single().Name.ShouldBe(room);
    }

    [Fact]
    public async Task Only_administrators_speak_in_the_servers_name_and_nobody_takes_it()
    {
        var (keeper, anna) = (await town.AdministratorAsync(), await town.PersonAsync("anna"));
        (await NotifyAsync(anna, anna.UserId, "I am the server.")).Refused(403, "M_FORBIDDEN");
        (await NotifyAsync(keeper, "@nobody:town.example", "Hello.")).Refused(404, "M_NOT_FOUND");
        (await NotifyAsync(keeper, anna.UserId, " ")).Refused(400, "M_INVALID_PARAM");
        (await keeper.PostAsync($"/_vestnik/admin/v1/users/{People.Escaped(anna.UserId)}/notice", "{}")).Refused(400, "M_MISSING_PARAM");
        (await town.SendAsync(HttpMethod.Get, $"{Base}/register/available?username=notices")).Refused(400, "M_USER_IN_USE");
    }

    private static Task<Answer> NotifyAsync(Person keeper, string user, string text) => keeper.PostAsync(
        $"/_vestnik/admin/v1/users/{People.Escaped(user)}/notice", new JsonObject { ["text"] = text }.ToJsonString());
}

using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Accounts;

public sealed class ModerationOnSqliteTests(Town town) : ModerationTests(town), IClassFixture<Town>;

public sealed class ModerationOnPostgreSqlTests(TownOnPostgreSql town) : ModerationTests(town), IClassFixture<TownOnPostgreSql>;

/// <summary>Administrators lock and suspend accounts, and undo it.</summary>
public abstract class ModerationTests(Town town)
{
    private const string WhoAmI = "/_matrix/client/v3/account/whoami";
    private const string Lock = "lock";
    private const string Suspend = "suspend";

    [Fact]
    public async Task A_locked_person_can_do_nothing_and_goes_on_where_they_were_when_unlocked()
    {
        var (keeper, anna) = (await town.AdministratorAsync(), await town.PersonAsync("anna"));
        var room = await anna.CreatesRoomAsync();

        (await SetAsync(keeper, Lock, anna, """{"locked": true}""")).Accepted()["locked"].GetBoolean().ShouldBeTrue();

        var refused = (await anna.GetAsync(WhoAmI)).Refused(401, "M_USER_LOCKED");
        refused["soft_logout"].GetBoolean().ShouldBeTrue();
        (await anna.TriesToSendAsync(room, "hello")).Refused(401, "M_USER_LOCKED");
        (await town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/login", $$"""
            {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{anna.Name}}"}, "password": "{{Person.Password}}"}
            """)).Refused(401, "M_USER_LOCKED");
        (await GetAsync(keeper, Lock, anna)).Accepted()["locked"].GetBoolean().ShouldBeTrue();

        (await SetAsync(keeper, Lock, anna, """{"locked": false}""")).Accepted();

        await anna.SendsAsync(room, "here I am again");
        (await GetAsync(keeper, Lock, anna)).Accepted()["locked"].GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_locked_person_may_sign_out()
    {
        var (keeper, anna) = (await town.AdministratorAsync(), await town.PersonAsync("anna"));
        var phone = await anna.OnAnotherDeviceAsync();
        (await SetAsync(keeper, Lock, anna, """{"locked": true}""")).Accepted();

        (await phone.PostAsync("/_matrix/client/v3/logout")).Accepted();

        (await phone.GetAsync(WhoAmI)).Refused(401, "M_UNKNOWN_TOKEN");
        (await anna.PostAsync("/_matrix/client/v3/logout/all")).Accepted();
        (await anna.GetAsync(WhoAmI)).Refused(401, "M_UNKNOWN_TOKEN");
    }

    [Fact]
    public async Task A_suspended_person_reads_and_leaves_and_does_not_write()
    {
        var (keeper, anna, boris) = (await town.AdministratorAsync(), await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var (room, other) = (await boris.MeetsAsync(anna), await boris.CreatesRoomAsync());
        await boris.InvitesAsync(anna, other);
        var (own, foreign) = (await anna.SendsAsync(room, "mine"), await boris.SendsAsync(room, "his"));

        (await SetAsync(keeper, Suspend, anna, """{"suspended": true}""")).Accepted()["suspended"].GetBoolean().ShouldBeTrue();

        (await anna.TriesToSendAsync(room, "hello")).Refused(403, "M_USER_SUSPENDED");
        (await anna.PostAsync($"/_matrix/client/v3/rooms/{Escaped(other)}/join")).Refused(403, "M_USER_SUSPENDED");
        (await anna.PostAsync("/_matrix/client/v3/createRoom")).Refused(403, "M_USER_SUSPENDED");
        (await anna.PutAsync($"/_matrix/client/v3/profile/{Escaped(anna.UserId)}/displayname", """{"displayname": "Anna"}""")).Refused(403, "M_USER_SUSPENDED");
        (await RedactAsync(anna, room, foreign)).Refused(403, "M_USER_SUSPENDED");

        (await RedactAsync(anna, room, own)).Accepted();
        await boris.SendsAsync(room, "can you read this?");
        await anna.SeesAsync(room, "can you read this?");
        await anna.OnAnotherDeviceAsync();
        await anna.LeavesAsync(other);
        await anna.LeavesAsync(room);

        (await SetAsync(keeper, Suspend, anna, """{"suspended": false}""")).Accepted();
        await anna.CreatesRoomAsync();
    }

    [Fact]
    public async Task Only_administrators_do_this_and_not_to_each_other_or_themselves()
    {
        var (keeper, other, anna, eve) = (
            await town.AdministratorAsync(), await town.AdministratorAsync(), await town.PersonAsync("anna"), await town.PersonAsync("eve"));

        (await SetAsync(eve, Lock, anna, """{"locked": true}""")).Refused(403, "M_FORBIDDEN");
        (await GetAsync(eve, Suspend, anna)).Refused(403, "M_FORBIDDEN");
        (await SetAsync(keeper, Lock, keeper, """{"locked": true}""")).Refused(403, "M_FORBIDDEN");
        (await SetAsync(keeper, Suspend, other, """{"suspended": true}""")).Refused(403, "M_FORBIDDEN");
        (await GetAsync(keeper, Lock, other)).Refused(403, "M_FORBIDDEN");
        (await keeper.GetAsync("/_matrix/client/v1/admin/lock/%40anna%3Aelsewhere.example")).Refused(400, "M_INVALID_PARAM");
        (await keeper.GetAsync($"/_matrix/client/v1/admin/lock/%40nobody-at-all%3A{Town.ServerName}")).Refused(404, "M_NOT_FOUND");
        (await eve.GetAsync($"/_matrix/client/v1/admin/lock/%40nobody-at-all%3A{Town.ServerName}")).Refused(403, "M_FORBIDDEN");
        (await SetAsync(keeper, Lock, anna, """{"locked": "yes"}""")).Refused(400, "M_BAD_JSON");
        (await SetAsync(keeper, Lock, anna, "{}")).Refused(400, "M_MISSING_PARAM");
        (await anna.GetAsync(WhoAmI)).Accepted();
    }

    [Fact]
    public async Task Administrators_are_told_that_they_may()
    {
        var (keeper, anna) = (await town.AdministratorAsync(), await town.PersonAsync("anna"));

        (await keeper.GetAsync("/_matrix/client/v3/capabilities")).Accepted()["capabilities"]
            .GetProperty("m.account_moderation").GetProperty("lock").GetBoolean().ShouldBeTrue();
        (await anna.GetAsync("/_matrix/client/v3/capabilities")).Accepted()["capabilities"].TryGetProperty("m.account_moderation", out _).ShouldBeFalse();
    }

    private static Task<Answer> SetAsync(Person keeper, string restraint, Person person, string json) =>
        keeper.PutAsync($"/_matrix/client/v1/admin/{restraint}/{Escaped(person.UserId)}", json);

    private static Task<Answer> GetAsync(Person keeper, string restraint, Person person) =>
        keeper.GetAsync($"/_matrix/client/v1/admin/{restraint}/{Escaped(person.UserId)}");

    private static Task<Answer> RedactAsync(Person person, string room, string eventId) =>
        person.PutAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/redact/{Escaped(eventId)}/r{Guid.NewGuid():N}", "{}");
}

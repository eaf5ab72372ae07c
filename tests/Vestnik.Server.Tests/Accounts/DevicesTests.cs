namespace Vestnik.Server.Tests.Accounts;

public sealed class DevicesOnSqliteTests(Town town) : DevicesTests(town), IClassFixture<Town>;

public sealed class DevicesOnPostgreSqlTests(TownOnPostgreSql town) : DevicesTests(town), IClassFixture<TownOnPostgreSql>;

public abstract class DevicesTests(Town town)
{
    private const string Devices = "/_matrix/client/v3/devices";
    private const string WhoAmI = "/_matrix/client/v3/account/whoami";

    [Fact]
    public async Task A_person_sees_and_names_their_devices()
    {
        var anna = await town.PersonAsync("anna");
        await anna.OnAnotherDeviceAsync("PHONE");

        (await anna.PutAsync($"{Devices}/PHONE", """{"display_name": "Anna's phone"}""")).Accepted();

        (await anna.GetAsync(Devices)).Accepted()["devices"].GetArrayLength().ShouldBe(2);
        (await anna.GetAsync($"{Devices}/PHONE")).Accepted().Text("display_name").ShouldBe("Anna's phone");
        (await anna.GetAsync($"{Devices}/NONE")).Refused(404, "M_NOT_FOUND");
        (await anna.PutAsync($"{Devices}/NONE", """{"display_name": "x"}""")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task A_device_is_removed_only_with_its_owners_password()
    {
        var anna = await town.PersonAsync("anna");
        var eve = await town.PersonAsync("eve");
        var phone = await anna.OnAnotherDeviceAsync("PHONE");

        (await anna.DeleteAsync($"{Devices}/PHONE")).Status.ShouldBe(401);
        (await anna.DeleteAsync($"{Devices}/PHONE", Proof(anna, "wrong"))).Status.ShouldBe(401);
        (await anna.DeleteAsync($"{Devices}/PHONE", Proof(eve))).Refused(403, "M_FORBIDDEN");
        (await phone.GetAsync(WhoAmI)).Accepted();

        (await anna.DeleteAsync($"{Devices}/PHONE", Proof(anna))).Accepted();

        (await phone.GetAsync(WhoAmI)).Refused(401, "M_UNKNOWN_TOKEN");
        (await anna.GetAsync($"{Devices}/PHONE")).Refused(404, "M_NOT_FOUND");
    }

    [Fact]
    public async Task Proof_for_removing_one_device_does_not_remove_another()
    {
        var anna = await town.PersonAsync("anna");
        await anna.OnAnotherDeviceAsync("PHONE");
        await anna.OnAnotherDeviceAsync("TABLET");
        var session = (await anna.DeleteAsync($"{Devices}/PHONE")).Text("session");

        (await anna.DeleteAsync($"{Devices}/TABLET", Proof(anna, session: session))).Refused(403, "M_FORBIDDEN");
        (await anna.DeleteAsync($"{Devices}/PHONE", Proof(anna, session: session))).Accepted();
    }

    [Fact]
    public async Task Many_devices_are_removed_at_once()
    {
        var anna = await town.PersonAsync("anna");
        var phone = await anna.OnAnotherDeviceAsync("PHONE");
        var tablet = await anna.OnAnotherDeviceAsync("TABLET");

        (await anna.PostAsync("/_matrix/client/v3/delete_devices", $$"""
            {"devices": ["PHONE", "TABLET", "NONE"], {{Proof(anna)[1..]}}
            """)).Accepted();

        (await phone.GetAsync(WhoAmI)).Refused(401, "M_UNKNOWN_TOKEN");
        (await tablet.GetAsync(WhoAmI)).Refused(401, "M_UNKNOWN_TOKEN");
        (await anna.GetAsync(Devices)).Accepted()["devices"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_the_old_password()
    {
        var anna = await town.PersonAsync("anna");
        var phone = await anna.OnAnotherDeviceAsync();

        (await anna.PostAsync("/_matrix/client/v3/account/password", $$"""
            {"new_password": "another good one", {{Proof(anna)[1..]}}
            """)).Accepted();

        (await anna.GetAsync(WhoAmI)).Accepted();
        (await phone.GetAsync(WhoAmI)).Refused(401, "M_UNKNOWN_TOKEN");
        (await LoginAsync(anna, Person.Password)).Refused(403, "M_FORBIDDEN");
        (await LoginAsync(anna, "another good one")).Accepted();
    }

    [Fact]
    public async Task A_new_password_may_leave_the_other_sessions_alone()
    {
        var anna = await town.PersonAsync("anna");
        var phone = await anna.OnAnotherDeviceAsync();

        (await anna.PostAsync("/_matrix/client/v3/account/password", $$"""
            {"new_password": "another good one", "logout_devices": false, {{Proof(anna)[1..]}}
            """)).Accepted();

        (await phone.GetAsync(WhoAmI)).Accepted();
    }

    [Fact]
    public async Task Who_leaves_for_good_cannot_come_back_and_nobody_takes_the_name()
    {
        var anna = await town.PersonAsync("anna");
        (await anna.PutAsync($"/_matrix/client/v3/profile/{anna.UserId}/displayname", """{"displayname": "Anna"}""")).Accepted();
        (await anna.PostAsync("/_matrix/client/v3/account/deactivate")).Status.ShouldBe(401);

        (await anna.PostAsync("/_matrix/client/v3/account/deactivate", Proof(anna))).Accepted();

        (await anna.GetAsync(WhoAmI)).Refused(401, "M_UNKNOWN_TOKEN");
        (await LoginAsync(anna, Person.Password)).Refused(403, "M_USER_DEACTIVATED");
        (await town.SendAsync(HttpMethod.Get, $"/_matrix/client/v3/profile/{anna.UserId}")).Refused(404, "M_NOT_FOUND");
        (await town.SendAsync(HttpMethod.Get, $"/_matrix/client/v3/register/available?username={anna.Name}")).Refused(400, "M_USER_IN_USE");
    }

    private static string Proof(Person person, string password = Person.Password, string? session = null) => $$"""
        {"auth": {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{person.UserId}}"},
        "password": "{{password}}"{{(session is null ? "" : $", \"session\": \"{session}\"")}}} }
        """;

    private Task<Answer> LoginAsync(Person person, string password) => town.SendAsync(HttpMethod.Post, "/_matrix/client/v3/login", $$"""
        {"type": "m.login.password", "identifier": {"type": "m.id.user", "user": "{{person.Name}}"}, "password": "{{password}}"}
        """);
}

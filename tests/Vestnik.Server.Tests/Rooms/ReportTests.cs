using Microsoft.Extensions.DependencyInjection;
using Vestnik.Homeserver.Rooms.Reporting;

namespace Vestnik.Server.Tests.Rooms;

/// <summary>What people tell the operator. Spec: https://spec.matrix.org/v1.19/client-server-api/#reporting-content</summary>
public class ReportTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_report_reaches_the_operator_in_the_reporters_words()
    {
        var anna = await town.PersonAsync("anna");
        var boris = await town.PersonAsync("boris");
        var room = await anna.MeetsAsync(boris);
        var said = await boris.SendsAsync(room, "something rude");

        (await anna.PostAsync(PathOf(room, said), """{"reason": "Он грубит"}""")).Accepted().Body.ToString().ShouldBe("{}");
        (await anna.PostAsync(PathOf(room), """{"reason": "all of it\u0000"}""")).Accepted();
        (await anna.PostAsync(PathOf(boris), "{}")).Accepted();

        var filed = (await town.Services.GetRequiredService<IReports>().ListAsync(0, 1_000, TestContext.Current.CancellationToken))
            .Where(report => report.What.Reporter.ToString() == anna.UserId).ToList();
        filed.Select(report => report.What.Subject).ShouldBe([$"{room} {said}", room, boris.UserId]);
        filed.Select(report => report.What.Reason).ShouldBe(["Он грубит", "all of it", ""]);
        filed.ShouldAllBe(report => report.At > 1_700_000_000_000);
    }

    [Fact]
    public async Task Only_what_is_there_and_known_to_the_reporter_is_reported()
    {
        var anna = await town.PersonAsync("anna");
        var eve = await town.PersonAsync("eve");
        var room = await anna.CreatesRoomAsync();
        var said = await anna.SendsAsync(room, "among us");

        (await eve.PostAsync(PathOf(room, said), """{"reason": "curious"}""")).Refused(404, "M_NOT_FOUND");
        (await anna.PostAsync(PathOf(room, "$nothing"), """{"reason": "?"}""")).Refused(404, "M_NOT_FOUND");
        (await anna.PostAsync(PathOf("!nowhere:town.example"), """{"reason": "?"}""")).Refused(404, "M_NOT_FOUND");
        (await anna.PostAsync($"/_matrix/client/v3/users/{People.Escaped("@nobody:town.example")}/report", """{"reason": "?"}""")).Refused(404, "M_NOT_FOUND");
        (await anna.PostAsync(PathOf(room), $$"""{"reason": "{{new string('x', 5_000)}}"}""")).Refused(413, "M_TOO_LARGE");
        (await anna.PostAsync(PathOf(room), """{"reason": 1}""")).Refused(400, "M_BAD_JSON");
    }

    private static string PathOf(string room) => $"/_matrix/client/v3/rooms/{People.Escaped(room)}/report";

    private static string PathOf(string room, string said) => $"{PathOf(room)}/{People.Escaped(said)}";

    private static string PathOf(Person person) => $"/_matrix/client/v3/users/{People.Escaped(person.UserId)}/report";
}

/// <summary>The same on the other database.</summary>
public sealed class ReportsOnPostgreSqlTests(TownOnPostgreSql town) : ReportTests(town), IClassFixture<TownOnPostgreSql>;

using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Accounts;

public sealed class MutualRoomsTests(Town town) : IClassFixture<Town>
{
    [Theory]
    [InlineData("/_matrix/client/v1/mutual_rooms")]
    [InlineData("/_matrix/client/unstable/uk.half-shot.msc2666/user/mutual_rooms")]
    public async Task Two_people_see_in_which_rooms_both_are(string path)
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var (first, second) = (await anna.MeetsAsync(boris), await anna.MeetsAsync(boris));
        var alone = await anna.CreatesRoomAsync();
        await anna.InvitesAsync(boris, alone);

        var answer = (await anna.GetAsync($"{path}?user_id={Escaped(boris.UserId)}")).Accepted();

        answer["joined"].EnumerateArray().Select(room => room.GetString()).ShouldBe([first, second], ignoreOrder: true);
        answer["count"].GetInt32().ShouldBe(2);
        answer.Has("next_batch").ShouldBeFalse();
        await boris.LeavesAsync(first);
        (await anna.GetAsync($"{path}?user_id={Escaped(boris.UserId)}")).Accepted()["count"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task With_somebody_who_does_not_exist_nobody_shares_a_room()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync("/_matrix/client/v1/mutual_rooms?user_id=%40nobody%3Atown.example")).Accepted()["joined"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_person_or_with_oneself_the_question_makes_no_sense()
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync("/_matrix/client/v1/mutual_rooms")).Refused(400, "M_MISSING_PARAM");
        (await anna.GetAsync($"/_matrix/client/v1/mutual_rooms?user_id={Escaped(anna.UserId)}")).Refused(400, "M_INVALID_PARAM");
        (await anna.GetAsync("/_matrix/client/v1/mutual_rooms?user_id=boris")).Refused(400, "M_INVALID_PARAM");
        (await anna.GetAsync("/_matrix/client/v1/mutual_rooms?user_id=%40a%3Ab.c&from=there")).Refused(400, "M_INVALID_PARAM");
    }
}

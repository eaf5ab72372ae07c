using static Vestnik.Server.Tests.People;

namespace Vestnik.Server.Tests.Sync;

public sealed class NotificationTests(Town town) : IClassFixture<Town>
{
    private const string List = "/_matrix/client/v3/notifications";

    [Fact]
    public async Task Somebody_sees_of_what_they_were_notified_newest_first_and_what_they_have_read()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var (first, second) = (await anna.MeetsAsync(boris), await anna.MeetsAsync(boris));
        var read = await boris.SendsAsync(first, "one");
        await anna.SendsAsync(first, "my own is no news");
        var unread = await boris.SendsAsync(second, "two");
        (await anna.ReadsAsync(first, read)).Accepted();

        var list = (await anna.GetAsync(List)).Accepted()["notifications"].EnumerateArray().ToList();

        list.Select(one => one.GetProperty("event").GetProperty("event_id").GetString()).ShouldBe([unread, read]);
        list.Select(one => one.GetProperty("read").GetBoolean()).ShouldBe([false, true]);
        list.Select(one => one.GetProperty("room_id").GetString()).ShouldBe([second, first]);
        list[0].GetProperty("actions").EnumerateArray().ShouldContain(action => action.ValueKind == System.Text.Json.JsonValueKind.String && action.GetString() == "notify");
    }

    [Fact]
    public async Task The_list_comes_in_pages_and_may_hold_what_stands_out_only()
    {
        var (anna, boris) = (await town.PersonAsync("anna"), await town.PersonAsync("boris"));
        var room = await anna.MeetsAsync(boris);
        foreach (var i in Enumerable.Range(0, 5))
        {
            await boris.SendsAsync(room, $"message {i}");
        }

        (await boris.PutAsync($"/_matrix/client/v3/rooms/{Escaped(room)}/send/m.room.message/mention", $$"""
            {"msgtype": "m.text", "body": "this is for you", "m.mentions": {"user_ids": ["{{anna.UserId}}"]} }
            """)).Accepted();
        var (seen, token) = (new List<string?>(), "");
        while (token is not null)
        {
            var page = (await anna.GetAsync($"{List}?limit=2&from={Escaped(token)}")).Accepted();
            seen.AddRange(page["notifications"].EnumerateArray().Select(one => one.GetProperty("event").GetProperty("content").GetProperty("body").GetString()));
            token = page.Has("next_token") ? page.Text("next_token") : null;
        }

        seen.ShouldBe(["this is for you", "message 4", "message 3", "message 2", "message 1", "message 0"]);
        var highlights = (await anna.GetAsync($"{List}?only=highlight")).Accepted()["notifications"];
        highlights.EnumerateArray().ShouldHaveSingleItem().GetProperty("event").GetProperty("content").GetProperty("body").GetString()
            .ShouldBe("this is for you");
    }

    [Theory]
    [InlineData("from=there")]
    [InlineData("limit=0")]
    [InlineData("limit=many")]
    public async Task A_place_that_is_none_is_refused(string query)
    {
        var anna = await town.PersonAsync("anna");

        (await anna.GetAsync($"{List}?{query}")).Refused(400, "M_INVALID_PARAM");
    }
}

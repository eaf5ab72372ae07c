using System.Text;
using Shouldly;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Filters;
using Vestnik.Protocol.RoomVersions;
using Xunit;
using static Vestnik.Protocol.Tests.TestRoom;

namespace Vestnik.Protocol.Tests.Filters;

public sealed class FilterTests
{
    private readonly TestRoom room = Founded(RoomVersion.V11);

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"types":["m.room.message"]}""", true)]
    [InlineData("""{"types":["m.room.*"]}""", true)]
    [InlineData("""{"types":["*"]}""", true)]
    [InlineData("""{"types":["m.*.mess*e"]}""", true)]
    [InlineData("""{"types":["m.room"]}""", false)]
    [InlineData("""{"types":[]}""", false)]
    [InlineData("""{"types":["m.room.message"],"not_types":["m.*"]}""", false)]
    [InlineData("""{"senders":["@anna:a.test"]}""", true)]
    [InlineData("""{"senders":["@boris:b.test"]}""", false)]
    [InlineData("""{"senders":["@anna:a.test"],"not_senders":["@anna:a.test"]}""", false)]
    [InlineData("""{"rooms":["!room:a.test"]}""", true)]
    [InlineData("""{"rooms":["!other:a.test"]}""", false)]
    [InlineData("""{"rooms":[]}""", false)]
    [InlineData("""{"not_rooms":["!room:a.test"]}""", false)]
    [InlineData("""{"contains_url":false}""", true)]
    [InlineData("""{"contains_url":true}""", false)]
    public void A_filter_lets_through_what_it_names(string json, bool passes) =>
        EventFilter.Parse(Encoding.UTF8.GetBytes(json)).Must()
            .Matches(room.Draft(Anna, EventType.Message, null, """{"body":"x"}"""))
            .ShouldBe(passes);

    [Fact]
    public void A_filter_of_sync_is_read_whole()
    {
        var filter = SyncFilter.Parse("""
            {
              "event_fields": ["type", "content.body"], "event_format": "federation",
              "presence": {"not_types": ["*"]}, "account_data": {"types": ["m.direct"]},
              "room": {
                "not_rooms": ["!a:b"], "include_leave": true,
                "timeline": {"limit": 7, "unread_thread_notifications": true},
                "state": {"lazy_load_members": true, "include_redundant_members": true},
                "ephemeral": {"types": []}, "account_data": {"limit": 1}
              }
            }
            """u8).Must();

        filter.FederationFormat.ShouldBeTrue();
        filter.EventFields!.Value.ShouldBe(["type", "content.body"]);
        filter.Presence.MatchesType("m.presence").ShouldBeFalse();
        filter.AccountData.MatchesType("m.direct").ShouldBeTrue();
        filter.Room.IncludeLeave.ShouldBeTrue();
        filter.Room.Timeline.Limit.ShouldBe(7);
        filter.Room.Timeline.UnreadThreadNotifications.ShouldBeTrue();
        filter.Room.State.LazyLoadMembers.ShouldBeTrue();
        filter.Room.State.IncludeRedundantMembers.ShouldBeTrue();
        filter.Room.Ephemeral.MatchesType("m.typing").ShouldBeFalse();
        filter.Room.Matches(Protocol.Identifiers.RoomId.Parse("!a:b")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("[]", "M_BAD_JSON")]
    [InlineData("{", "M_NOT_JSON")]
    [InlineData("""{"room":[]}""", "M_BAD_JSON")]
    [InlineData("""{"presence":1}""", "M_BAD_JSON")]
    [InlineData("""{"event_format":"xml"}""", "M_BAD_JSON")]
    [InlineData("""{"event_fields":"type"}""", "M_BAD_JSON")]
    [InlineData("""{"room":{"timeline":{"limit":-1}}}""", "M_BAD_JSON")]
    [InlineData("""{"room":{"timeline":{"limit":"1"}}}""", "M_BAD_JSON")]
    [InlineData("""{"room":{"rooms":["not a room"]}}""", "M_BAD_JSON")]
    [InlineData("""{"room":{"state":{"senders":["nobody"]}}}""", "M_BAD_JSON")]
    [InlineData("""{"room":{"state":{"lazy_load_members":"yes"}}}""", "M_BAD_JSON")]
    public void A_wrong_filter_is_refused(string json, string code) =>
        SyncFilter.Parse(Encoding.UTF8.GetBytes(json)).MustRefuse().ShouldBe(code);
}

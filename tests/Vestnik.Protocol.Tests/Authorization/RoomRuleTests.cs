using System.Text;
using Shouldly;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;
using Xunit;
using static Vestnik.Protocol.Tests.TestRoom;

namespace Vestnik.Protocol.Tests.Authorization;

/// <summary>Create events, federation, aliases, redactions, and the choice of auth events.</summary>
public sealed class RoomRuleTests
{
    [Theory]
    [InlineData("10", """{"room_version":"10"}""", false)]
    [InlineData("10", """{"room_version":"10","creator":"@anna:a.test"}""", true)]
    [InlineData("11", """{"room_version":"11"}""", true)]
    [InlineData("11", """{"room_version":"unheard of"}""", false)]
    [InlineData("11", """{"room_version":11}""", false)]
    [InlineData("1", """{"creator":"@anna:a.test"}""", true)]
    [InlineData("12", """{"room_version":"12","additional_creators":["@vera:a.test"]}""", true)]
    [InlineData("12", """{"room_version":"12","additional_creators":[]}""", true)]
    [InlineData("12", """{"room_version":"12","additional_creators":["vera"]}""", false)]
    [InlineData("12", """{"room_version":"12","additional_creators":"@vera:a.test"}""", false)]
    [InlineData("12", """{"room_version":"12","additional_creators":[1]}""", false)]
    [InlineData("11", """{"room_version":"11","additional_creators":[1]}""", true)]
    public void A_create_event_says_what_its_version_asks(string id, string content, bool allowed) =>
        new TestRoom(RoomVersion.All[id]).Try(Anna, EventType.Create, "", content).IsAllowed.ShouldBe(allowed);

    [Theory]
    [InlineData("11")]
    [InlineData("12")]
    public void A_create_event_follows_nothing(string id)
    {
        var room = Founded(RoomVersion.All[id]);
        room.Try(Anna, EventType.Create, "", $$"""{"room_version":"{{id}}"}""").Reason.ShouldBe("a create event follows no other");
    }

    [Fact]
    public void A_create_event_is_of_the_server_that_the_room_id_names() =>
        new TestRoom(RoomVersion.V11).Try(Boris, EventType.Create, "", """{"room_version":"11"}""").IsAllowed.ShouldBeFalse();

    [Fact]
    public void A_create_event_of_version_12_carries_no_room_id()
    {
        var create = Pdu.Parse(
            """{"auth_events":[],"content":{"room_version":"12"},"depth":1,"origin_server_ts":1,"prev_events":[],"room_id":"!x:a.test","sender":"@anna:a.test","state_key":"","type":"m.room.create"}"""u8.ToArray(),
            RoomVersion.V12).Must();
        EventAuthorization.Check(create, RoomVersion.V12, new TestRoom(RoomVersion.V12)).IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void Without_a_create_event_nothing_is_allowed() =>
        new TestRoom(RoomVersion.V11).Try(Anna, EventType.Message, null, "{}").IsAllowed.ShouldBeFalse();

    [Fact]
    public void An_event_of_another_version_12_room_is_rejected()
    {
        var room = Founded(RoomVersion.V12, createExtra: ",\"n\":1");
        var other = Founded(RoomVersion.V12, createExtra: ",\"n\":2");
        EventAuthorization.Check(other.Draft(Anna, EventType.Message, null, "{}"), RoomVersion.V12, room).IsAllowed.ShouldBeFalse();
        EventAuthorization.Check(room.Draft(Anna, EventType.Message, null, "{}"), RoomVersion.V12, room).IsAllowed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("12")]
    public void A_room_that_does_not_federate_is_closed_to_other_servers(string id)
    {
        var room = Founded(RoomVersion.All[id], "public", ",\"m.federate\":false");
        room.Member(Boris, Boris, "join").IsAllowed.ShouldBeFalse();
        room.Member(Vera, Vera, "join").IsAllowed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("5", true)]
    [InlineData("6", false)]
    public void Aliases_belong_to_servers_before_version_6(string id, bool special)
    {
        var room = Founded(RoomVersion.All[id]);
        room.Try(Boris, EventType.Aliases, "b.test", "{}").IsAllowed.ShouldBe(special);
        room.Try(Boris, EventType.Aliases, "a.test", "{}").IsAllowed.ShouldBeFalse();
        room.Try(Boris, EventType.Aliases, null, "{}").IsAllowed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("1", false)]
    [InlineData("2", false)]
    [InlineData("3", true)]
    public void Redactions_are_part_of_the_rules_before_version_3(string id, bool allowed)
    {
        var room = Founded(RoomVersion.All[id], "public");
        room.SendMember(Boris, Boris, "join");
        var annas = room.Send(Anna, EventType.Message, null, "{}");
        var boriss = room.Send(Boris, EventType.Message, null, "{}");

        Redact(Boris, annas).IsAllowed.ShouldBe(allowed);
        Redact(Boris, boriss).IsAllowed.ShouldBeTrue();
        Redact(Anna, boriss).IsAllowed.ShouldBeTrue();

        Verdict Redact(UserId sender, Pdu target) =>
            EventAuthorization.Check(room.Draft(sender, EventType.Redaction, null, "{}", target.Id), room.Version, room);
    }

    [Theory]
    [InlineData("11", "m.room.message", null, "{}", "create,levels,anna")]
    [InlineData("12", "m.room.message", null, "{}", "levels,anna")]
    [InlineData("11", "m.room.create", "", "{}", "")]
    [InlineData("11", "m.room.member", "@boris:b.test", """{"membership":"invite"}""", "create,levels,anna,boris,rules")]
    [InlineData("11", "m.room.member", "@boris:b.test", """{"membership":"leave"}""", "create,levels,anna,boris")]
    [InlineData("11", "m.room.member", "@boris:b.test", """{"membership":"ban"}""", "create,levels,anna,boris")]
    [InlineData("11", "m.room.member", "@anna:a.test", """{"membership":"knock"}""", "create,levels,anna,rules")]
    [InlineData("11", "m.room.member", "@anna:a.test", """{"membership":"join","join_authorised_via_users_server":"@vera:a.test"}""", "create,levels,anna,rules,vera")]
    [InlineData("7", "m.room.member", "@anna:a.test", """{"membership":"join","join_authorised_via_users_server":"@vera:a.test"}""", "create,levels,anna,rules")]
    [InlineData("11", "m.room.member", "@anna:a.test", """{"membership":"join","join_authorised_via_users_server":"@anna:a.test"}""", "create,levels,anna,rules")]
    [InlineData("11", "m.room.member", "@boris:b.test", """{"membership":"invite","third_party_invite":{"signed":{"token":"tok"}}}""", "create,levels,anna,boris,rules,tok")]
    [InlineData("11", "m.room.member", "@boris:b.test", """{"membership":"leave","third_party_invite":{"signed":{"token":"tok"}}}""", "create,levels,anna,boris")]
    public void An_event_names_the_state_that_authorizes_it(string id, string type, string? stateKey, string content, string expected)
    {
        var names = EventAuthorization.AuthTypes(type, Anna, stateKey, Encoding.UTF8.GetBytes(content), RoomVersion.All[id]).Select(entry => entry switch
        {
            (EventType.Create, "") => "create",
            (EventType.PowerLevels, "") => "levels",
            (EventType.JoinRules, "") => "rules",
            (EventType.ThirdPartyInvite, var token) => token,
            (EventType.Member, var user) => user[1..user.IndexOf(':')],
            _ => "?",
        });
        string.Join(',', names).ShouldBe(expected);
    }

    [Fact]
    public void Auth_events_are_judged_themselves()
    {
        var room = Founded(RoomVersion.V11, "public");
        var other = Founded(RoomVersion.V11, "public", ",\"n\":1");
        var create = room.Find(EventType.Create, "")!;
        var anna = room.Find(EventType.Member, Anna.ToString())!;
        var rules = room.Find(EventType.JoinRules, "")!;
        var boris = room.SendMember(Boris, Boris, "join");
        var levels = room.Send(Anna, EventType.PowerLevels, "", """{"users":{"@anna:a.test":100}}""");
        var again = room.Send(Anna, EventType.PowerLevels, "", """{"users":{"@anna:a.test":100},"kick":1}""");
        var message = room.Draft(Anna, EventType.Message, null, "{}");

        Judge([create, levels, anna]).ShouldBe(Verdict.Allow);
        Judge([create, anna]).ShouldBe(Verdict.Allow);
        Judge([levels, anna]).IsAllowed.ShouldBeFalse();
        Judge([create, levels, again, anna]).IsAllowed.ShouldBeFalse();
        Judge([create, levels, anna, rules]).IsAllowed.ShouldBeFalse();
        Judge([create, levels, anna, boris]).IsAllowed.ShouldBeFalse();
        Judge([create, message, anna]).IsAllowed.ShouldBeFalse();
        EventAuthorization.CheckAuthEvents(message, RoomVersion.V11, [(create, false), (anna, true)]).IsAllowed.ShouldBeFalse();

        var elsewhere = Pdu.Parse(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(other.Find(EventType.Create, "")!.Json.Span).Replace("!room:", "!other:")), RoomVersion.V11).Must();
        Judge([elsewhere, anna]).IsAllowed.ShouldBeFalse();

        Verdict Judge(Pdu[] named) => EventAuthorization.CheckAuthEvents(message, RoomVersion.V11, [.. named.Select(e => (e, false))]);
    }

    [Fact]
    public void From_version_12_on_the_create_event_is_not_named()
    {
        var room = Founded(RoomVersion.V12);
        var create = room.Find(EventType.Create, "")!;
        var anna = room.Find(EventType.Member, Anna.ToString())!;
        var message = room.Draft(Anna, EventType.Message, null, "{}");
        EventAuthorization.CheckAuthEvents(message, RoomVersion.V12, [(anna, false)]).ShouldBe(Verdict.Allow);
        EventAuthorization.CheckAuthEvents(message, RoomVersion.V12, [(create, false), (anna, false)]).IsAllowed.ShouldBeFalse();
    }
}

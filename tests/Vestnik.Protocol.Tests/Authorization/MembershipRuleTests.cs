using System.Text;
using Shouldly;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Protocol.Signing;
using Xunit;
using static Vestnik.Protocol.Tests.TestRoom;

namespace Vestnik.Protocol.Tests.Authorization;

public sealed class MembershipRuleTests
{
    private static readonly UserId Dima = UserId.Parse("@dima:d.test");

    public static TheoryData<string> Versions => [.. RoomVersion.All.Keys];

    /// <summary>Versions that know the join rule, and those that do not.</summary>
    public static TheoryData<string, string> JoinRules
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var id in RoomVersion.All.Keys)
            {
                foreach (var rule in new[] { "public", "invite", "knock", "restricted", "knock_restricted", "private", "nonsense" })
                {
                    cases.Add(id, rule);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(JoinRules))]
    public void Who_may_enter_depends_on_the_join_rule(string id, string rule)
    {
        var version = RoomVersion.All[id];
        var room = Founded(version, rule);
        room.SendMember(Anna, Boris, "invite");
        var number = int.Parse(id);
        var knows = rule switch
        {
            "public" or "invite" => true,
            "knock" => number >= 7,
            "restricted" => number >= 8,
            "knock_restricted" => number >= 10,
            _ => false,
        };

        room.Member(Boris, Boris, "join").IsAllowed.ShouldBe(knows);
        room.Member(Vera, Vera, "join").IsAllowed.ShouldBe(rule == "public");
        room.Member(Vera, Vera, "knock").IsAllowed.ShouldBe((rule == "knock" && number >= 7) || (rule == "knock_restricted" && number >= 10));
        room.Member(Anna, Vera, "join").IsAllowed.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Without_join_rules_only_who_is_in_stays(string id)
    {
        var version = RoomVersion.All[id];
        var room = new TestRoom(version);
        var creator = version.Authorization.CreateNamesCreator ? $$""","creator":"{{Anna}}" """ : "";
        room.Send(Anna, EventType.Create, "", $$"""{"room_version":"{{id}}"{{creator}}}""");
        room.Member(Boris, Boris, "join").IsAllowed.ShouldBeFalse();
        room.SendMember(Anna, Anna, "join");
        room.Member(Boris, Boris, "join").IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void Only_the_founder_may_join_right_after_the_create_event()
    {
        foreach (var version in RoomVersion.All.Values)
        {
            var room = new TestRoom(version);
            var creator = version.Authorization.CreateNamesCreator ? $$""","creator":"{{Anna}}" """ : "";
            room.Send(Anna, EventType.Create, "", $$"""{"room_version":"{{version.Id}}"{{creator}}}""");
            room.Member(Vera, Vera, "join").IsAllowed.ShouldBeFalse();
            room.Member(Anna, Anna, "join").IsAllowed.ShouldBeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_founder_who_left_or_was_banned_comes_back_like_everybody_else(string id)
    {
        var room = Founded(RoomVersion.All[id]);
        room.SendMember(Anna, Anna, "leave");
        room.Member(Anna, Anna, "join").IsAllowed.ShouldBeFalse();
        room.Accept(room.Draft(Boris, EventType.Member, Anna.ToString(), """{"membership":"ban"}"""));
        room.Member(Anna, Anna, "join").IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void An_additional_creator_still_needs_an_invitation()
    {
        var room = new TestRoom(RoomVersion.V12);
        room.Send(Anna, EventType.Create, "", """{"room_version":"12","additional_creators":["@vera:a.test"]}""");
        room.Member(Vera, Vera, "join").IsAllowed.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_banned_user_cannot_join_nor_be_invited(string id)
    {
        var room = Founded(RoomVersion.All[id], "public");
        room.SendMember(Boris, Boris, "join");
        room.SendMember(Anna, Boris, "ban");

        room.Member(Boris, Boris, "join").IsAllowed.ShouldBeFalse();
        room.Member(Anna, Boris, "invite").IsAllowed.ShouldBeFalse();
        room.Member(Boris, Boris, "leave").IsAllowed.ShouldBeFalse();
        room.Member(Boris, Boris, "knock").IsAllowed.ShouldBeFalse();
        room.Member(Anna, Boris, "leave").IsAllowed.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Who_is_not_in_the_room_can_do_nothing_there(string id)
    {
        var room = Founded(RoomVersion.All[id], "public");
        room.Member(Boris, Vera, "invite").IsAllowed.ShouldBeFalse();
        room.Member(Boris, Anna, "leave").IsAllowed.ShouldBeFalse();
        room.Member(Boris, Anna, "ban").IsAllowed.ShouldBeFalse();
        room.Member(Boris, Boris, "leave").IsAllowed.ShouldBeFalse();
        room.Try(Boris, EventType.Message, null, "{}").IsAllowed.ShouldBeFalse();
        room.Try(Boris, EventType.ThirdPartyInvite, "token", "{}").IsAllowed.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void An_invitation_can_be_declined_and_a_member_can_leave(string id)
    {
        var room = Founded(RoomVersion.All[id]);
        room.SendMember(Anna, Boris, "invite");
        room.Member(Boris, Boris, "leave").IsAllowed.ShouldBeTrue();
        room.SendMember(Boris, Boris, "join");
        room.Member(Anna, Boris, "invite").IsAllowed.ShouldBeFalse();
        room.Member(Boris, Boris, "join").IsAllowed.ShouldBeTrue();
        room.SendMember(Boris, Boris, "leave");
        room.Member(Boris, Boris, "leave").IsAllowed.ShouldBeFalse();
        room.Member(Boris, Boris, "join").IsAllowed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("7")]
    [InlineData("12")]
    public void A_knock_can_be_withdrawn_accepted_and_refused(string id)
    {
        var room = Founded(RoomVersion.All[id], "knock");
        room.SendMember(Boris, Boris, "knock");
        room.Member(Boris, Boris, "leave").IsAllowed.ShouldBeTrue();
        room.Member(Boris, Boris, "join").IsAllowed.ShouldBeFalse();
        room.Member(Anna, Boris, "leave").IsAllowed.ShouldBeTrue();
        room.Member(Anna, Vera, "knock").IsAllowed.ShouldBeFalse();
        room.SendMember(Anna, Boris, "invite");
        room.Member(Boris, Boris, "knock").IsAllowed.ShouldBeFalse();
        room.SendMember(Boris, Boris, "join");
        room.Member(Boris, Boris, "knock").IsAllowed.ShouldBeFalse();
    }

    [Theory]
    [InlineData(49, false)]
    [InlineData(50, true)]
    [InlineData(51, true)]
    public void Kicks_and_bans_need_their_level(int level, bool allowed)
    {
        var room = Crowd(("@boris:b.test", level));
        room.Member(Boris, Dima, "leave").IsAllowed.ShouldBe(allowed);
        room.Member(Boris, Dima, "ban").IsAllowed.ShouldBe(allowed);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    [InlineData(61, false)]
    public void Nobody_removes_who_is_their_equal(int target, bool allowed)
    {
        var room = Crowd(("@boris:b.test", 60), ("@dima:d.test", target));
        room.Member(Boris, Dima, "leave").IsAllowed.ShouldBe(allowed);
        room.Member(Boris, Dima, "ban").IsAllowed.ShouldBe(allowed);
    }

    [Theory]
    [InlineData(70, 30, 69, false)]
    [InlineData(70, 30, 70, true)]
    [InlineData(30, 70, 69, false)]
    [InlineData(30, 70, 70, true)]
    public void An_unban_needs_the_ban_level_and_the_kick_level(int ban, int kick, int level, bool allowed)
    {
        var room = Crowd(("@boris:b.test", level));
        room.SendMember(Anna, Dima, "ban");
        room.Send(Anna, EventType.PowerLevels, "", $$"""{"users":{"@anna:a.test":100,"@boris:b.test":{{level}}},"ban":{{ban}},"kick":{{kick}}}""");
        room.Member(Boris, Dima, "leave").IsAllowed.ShouldBe(allowed);
    }

    [Fact]
    public void Who_may_kick_needs_not_be_able_to_ban()
    {
        var room = Crowd(("@boris:b.test", 50));
        room.Send(Anna, EventType.PowerLevels, "", """{"users":{"@anna:a.test":100,"@boris:b.test":50},"ban":70,"kick":30}""");
        room.Member(Boris, Dima, "leave").IsAllowed.ShouldBeTrue();
        room.Member(Boris, Dima, "ban").IsAllowed.ShouldBeFalse();
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void An_invitation_needs_its_level(int level, bool allowed)
    {
        var room = Crowd(("@boris:b.test", level));
        room.Send(Anna, EventType.PowerLevels, "", $$"""{"users":{"@anna:a.test":100,"@boris:b.test":{{level}}},"invite":30}""");
        room.Member(Boris, Vera, "invite").IsAllowed.ShouldBe(allowed);
        room.Try(Boris, EventType.ThirdPartyInvite, "token", "{}").IsAllowed.ShouldBe(allowed);
    }

    [Theory]
    [InlineData("8", "restricted")]
    [InlineData("11", "restricted")]
    [InlineData("10", "knock_restricted")]
    [InlineData("12", "knock_restricted")]
    public void A_restricted_join_needs_a_member_who_may_invite(string id, string rule)
    {
        var room = Founded(RoomVersion.All[id], rule);
        room.SendMember(Anna, Boris, "invite");
        room.SendMember(Boris, Boris, "join");
        const string Via = ",\"join_authorised_via_users_server\":";

        room.Member(Vera, Vera, "join").IsAllowed.ShouldBeFalse();
        room.Member(Vera, Vera, "join", Via + "\"@anna:a.test\"").IsAllowed.ShouldBeTrue();
        room.Member(Vera, Vera, "join", Via + "\"@boris:b.test\"").IsAllowed.ShouldBeTrue();
        room.Member(Vera, Vera, "join", Via + "\"@dima:d.test\"").IsAllowed.ShouldBeFalse();
        room.Member(Vera, Vera, "join", Via + "\"nobody\"").IsAllowed.ShouldBeFalse();
        room.Member(Vera, Vera, "join", Via + "1").IsAllowed.ShouldBeFalse();
        room.Member(Boris, Boris, "join").IsAllowed.ShouldBeTrue();

        var founder = RoomVersion.All[id].Authorization.CreatorsOutrankEveryone ? "" : "\"@anna:a.test\":100";
        room.Send(Anna, EventType.PowerLevels, "", $$"""{"users":{ {{founder}} },"invite":1}""");
        room.Member(Vera, Vera, "join", Via + "\"@boris:b.test\"").IsAllowed.ShouldBeFalse();
        room.Member(Vera, Vera, "join", Via + "\"@anna:a.test\"").IsAllowed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"membership":1}""")]
    [InlineData("""{}""")]
    [InlineData("""{"membership":"guest"}""")]
    public void A_membership_without_a_known_word_is_rejected(string content) =>
        Founded(RoomVersion.V11, "public").Try(Boris, EventType.Member, Boris.ToString(), content).IsAllowed.ShouldBeFalse();

    [Fact]
    public void A_membership_without_a_state_key_is_rejected() =>
        Founded(RoomVersion.V11, "public").Try(Boris, EventType.Member, null, """{"membership":"join"}""").IsAllowed.ShouldBeFalse();

    [Theory]
    [InlineData("public_key")]
    [InlineData("public_keys")]
    public void An_invited_address_becomes_a_member_by_the_identity_servers_proof(string place)
    {
        using var identity = SigningKey.Import(ServerName.Parse("id.test"), "ed25519:0", new byte[32]);
        var key = $"\"public_key\":\"{identity.PublicBase64}\"";
        var room = Founded(RoomVersion.V11);
        room.Send(Anna, EventType.ThirdPartyInvite, "tok", place == "public_key" ? $$"""{ {{key}} }""" : $$"""{"public_key":"AAAA","public_keys":[{ {{key}} }]}""");
        var signed = Encoding.UTF8.GetString(JsonSignature.Sign("""{"mxid":"@boris:b.test","token":"tok"}"""u8, identity).Must());
        string Proof(string json) => $$""","third_party_invite":{"display_name":"b","signed":{{json}}}""";

        room.Member(Anna, Boris, "invite", Proof(signed)).ShouldBe(Verdict.Allow);
        room.Member(Anna, Vera, "invite", Proof(signed)).IsAllowed.ShouldBeFalse();
        room.Member(Anna, Boris, "invite", Proof(signed.Replace("tok", "kot"))).IsAllowed.ShouldBeFalse();
        room.Member(Anna, Boris, "invite", Proof("""{"mxid":"@boris:b.test","token":"tok","signatures":{}}""")).IsAllowed.ShouldBeFalse();
        room.Member(Anna, Boris, "invite", Proof("""{"mxid":"@boris:b.test","token":"tok"}""")).IsAllowed.ShouldBeFalse();
        room.Member(Anna, Boris, "invite", Proof("1")).IsAllowed.ShouldBeFalse();
        room.Member(Boris, Boris, "invite", Proof(signed)).IsAllowed.ShouldBeFalse();
        room.Member(Anna, Boris, "invite", Proof(signed.Replace("ed25519:0", "rsa:0"))).IsAllowed.ShouldBeFalse();

        room.SendMember(Anna, Boris, "ban");
        room.Member(Anna, Boris, "invite", Proof(signed)).IsAllowed.ShouldBeFalse();
    }

    private static TestRoom Crowd(params (string User, int Level)[] levels)
    {
        var room = Founded(RoomVersion.V11, "public");
        room.SendMember(Boris, Boris, "join");
        room.SendMember(Dima, Dima, "join");
        var users = string.Join(',', levels.Select(entry => $"\"{entry.User}\":{entry.Level}"));
        room.Send(Anna, EventType.PowerLevels, "", $$"""{"users":{"@anna:a.test":100,{{users}} } }""");
        return room;
    }
}

using System.Text;
using Shouldly;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Push;
using Vestnik.Protocol.RoomVersions;
using Xunit;
using static Vestnik.Protocol.Tests.TestRoom;

namespace Vestnik.Protocol.Tests.Push;

public sealed class PushRulesTests
{
    private readonly TestRoom room = Founded(RoomVersion.V11, "public");

    public PushRulesTests() => room.SendMember(Boris, Boris, "join");

    [Fact]
    public void A_message_in_a_conversation_of_two_rings_and_in_a_group_does_not()
    {
        var message = room.Draft(Boris, EventType.Message, null, """{"msgtype":"m.text","body":"hello"}""");

        var ofTwo = Evaluate(message, members: 2);
        ofTwo.Notifies.ShouldBeTrue();
        ofTwo.Sound.ShouldBe("default");
        ofTwo.Highlights.ShouldBeFalse();

        var group = Evaluate(message, members: 3);
        group.Notifies.ShouldBeTrue();
        group.Sound.ShouldBeNull();
    }

    [Theory]
    [InlineData(2, "default")]
    [InlineData(5, null)]
    public void An_encrypted_message_notifies_without_being_read(int members, string? sound)
    {
        var actions = Evaluate(room.Draft(Boris, EventType.Encrypted, null, """{"ciphertext":"x"}"""), members);
        actions.Notifies.ShouldBeTrue();
        actions.Sound.ShouldBe(sound);
    }

    [Fact]
    public void Nobody_is_notified_of_their_own_message() =>
        Evaluate(room.Draft(Anna, EventType.Message, null, """{"body":"x"}""")).Notifies.ShouldBeFalse();

    [Theory]
    [InlineData("""{"msgtype":"m.notice","body":"x"}""")]
    [InlineData("""{"msgtype":"m.text","body":"x","m.relates_to":{"rel_type":"m.replace","event_id":"$x"}}""")]
    public void Notices_and_edits_are_silent(string content) =>
        Evaluate(room.Draft(Boris, EventType.Message, null, content)).Notifies.ShouldBeFalse();

    [Fact]
    public void A_mention_highlights()
    {
        var mention = Evaluate(room.Draft(Boris, EventType.Message, null, """{"body":"x","m.mentions":{"user_ids":["@vera:a.test","@anna:a.test"]}}"""), 5);
        mention.Highlights.ShouldBeTrue();
        mention.Sound.ShouldBe("default");

        Evaluate(room.Draft(Boris, EventType.Message, null, """{"body":"x","m.mentions":{"user_ids":["@vera:a.test"]}}"""), 5).Highlights.ShouldBeFalse();
    }

    [Fact]
    public void Only_who_has_the_power_can_mention_the_room()
    {
        const string Content = """{"body":"x","m.mentions":{"room":true}}""";
        Evaluate(room.Draft(Boris, EventType.Message, null, Content), 5).Highlights.ShouldBeFalse();

        room.Send(Anna, EventType.PowerLevels, "", """{"users":{"@anna:a.test":100,"@boris:b.test":50}}""");
        Evaluate(room.Draft(Boris, EventType.Message, null, Content), 5).Highlights.ShouldBeTrue();
    }

    [Fact]
    public void An_invitation_for_me_rings_and_one_for_another_is_silent()
    {
        Evaluate(room.Draft(Boris, EventType.Member, Anna.ToString(), """{"membership":"invite"}""")).Sound.ShouldBe("default");
        Evaluate(room.Draft(Boris, EventType.Member, Vera.ToString(), """{"membership":"invite"}""")).Notifies.ShouldBeFalse();
    }

    [Theory]
    [InlineData("cake", "CAKE!", true)]
    [InlineData("cake", "a cake.", true)]
    [InlineData("cake", "cakes", false)]
    [InlineData("cake", "pancake", false)]
    [InlineData("cake", "pancake cake", true)]
    [InlineData("cake*lie", "the cake is a lie", true)]
    [InlineData("ex*ple", "An example event.", true)]
    [InlineData("ex*ple", "exple", true)]
    [InlineData("ex*ple", "An exciting triple-whammy", true)]
    [InlineData("ex*ple", "An exciting triples", false)]
    [InlineData("торт", "Где ТОРТ?", true)]
    [InlineData("c?ke", "c😀ke", true)]
    [InlineData("a.b", "axb", false)]
    public void Words_are_found_between_word_boundaries(string pattern, string body, bool found)
    {
        var rules = PushRuleSet.Default(Anna).Put(Content("own", pattern), null, null).Must();
        var message = room.Draft(Boris, EventType.Message, null, $$"""{"body":"{{body}}"}""");
        (rules.Evaluate(new PushSubject(message), Context(5)).Sound == "found").ShouldBe(found);
    }

    [Theory]
    [InlineData("lunc?*", "Lunch plans", true)]
    [InlineData("lunc?*", "LUNCH", true)]
    [InlineData("lunc?*", " lunch", false)]
    [InlineData("lunc?*", "lunc", false)]
    public void Other_properties_are_matched_whole(string pattern, string topic, bool found)
    {
        var rule = Override("own", $$"""[{"kind":"event_match","key":"content.topic","pattern":"{{pattern}}"}]""");
        var rules = PushRuleSet.Default(Anna).Put(rule, null, null).Must();
        var message = room.Draft(Boris, EventType.Topic, "", $$"""{"topic":"{{topic}}"}""");
        rules.Evaluate(new PushSubject(message), Context(5)).Notifies.ShouldBe(found);
    }

    [Theory]
    [InlineData("""[{"kind":"room_member_count","is":"<=10"}]""", true)]
    [InlineData("""[{"kind":"room_member_count","is":">5"}]""", false)]
    [InlineData("""[{"kind":"room_member_count","is":">=5"}]""", true)]
    [InlineData("""[{"kind":"room_member_count","is":"==5"}]""", true)]
    [InlineData("""[{"kind":"room_member_count","is":"<5"}]""", false)]
    [InlineData("""[{"kind":"room_member_count","is":"x"}]""", false)]
    [InlineData("""[{"kind":"event_property_is","key":"content.n","value":1}]""", true)]
    [InlineData("""[{"kind":"event_property_is","key":"content.n","value":"1"}]""", false)]
    [InlineData("""[{"kind":"event_property_contains","key":"content.list","value":"a"}]""", true)]
    [InlineData("""[{"kind":"event_property_contains","key":"content.n","value":1}]""", false)]
    [InlineData("""[{"kind":"contains_display_name"}]""", true)]
    [InlineData("""[{"kind":"something_new"}]""", false)]
    [InlineData("[]", true)]
    public void Conditions_hold_as_the_specification_says(string conditions, bool holds)
    {
        var rules = PushRuleSet.Default(Anna).Put(Override("own", conditions), null, null).Must();
        var message = room.Draft(Boris, "test.event", null, """{"n":1,"list":["b","a"],"body":"hi anna!"}""");
        rules.Evaluate(new PushSubject(message), Context(5) with { DisplayName = "Anna" }).Notifies.ShouldBe(holds);
    }

    [Fact]
    public void A_hostile_pattern_takes_no_long_time()
    {
        var rules = PushRuleSet.Default(Anna).Put(Content("own", string.Concat(Enumerable.Repeat("*a", 200)) + "b"), null, null).Must();
        var message = room.Draft(Boris, EventType.Message, null, $$"""{"body":"{{new string('a', 60_000)}}"}""");
        rules.Evaluate(new PushSubject(message), Context(5)).Sound.ShouldBeNull();
    }

    [Fact]
    public void The_master_rule_silences_everything_else()
    {
        var rules = PushRuleSet.Default(Anna).Put(Override("own", "[]"), null, null).Must()
            .Enable(PushRuleKind.Override, ".m.rule.master", true).Must();
        rules.Evaluate(new PushSubject(room.Draft(Boris, EventType.Message, null, """{"body":"x"}""")), Context(2)).Notifies.ShouldBeFalse();
    }

    [Fact]
    public void Rules_take_the_place_that_was_asked_for()
    {
        var rules = PushRuleSet.Default(Anna)
            .Put(Override("a", "[]"), null, null).Must()
            .Put(Override("b", "[]"), null, null).Must()
            .Put(Override("c", "[]"), null, "b").Must()
            .Put(Override("d", "[]"), "b", null).Must()
            .Put(Override("a", "[]"), "d", null).Must();

        rules.Rules.Where(r => r.Kind == PushRuleKind.Override).Take(6).Select(r => r.Id)
            .ShouldBe([".m.rule.master", "a", "d", "b", "c", ".m.rule.suppress_notices"]);
        rules.Put(Override("x", "[]"), "nobody", null).Match(_ => "", e => e.Code).ShouldBe("M_UNKNOWN");
        rules.Put(Override("x", "[]"), ".m.rule.master", null).Match(_ => "", e => e.Code).ShouldBe("M_UNKNOWN");
    }

    [Fact]
    public void The_servers_own_rules_can_be_changed_but_not_removed()
    {
        var rules = PushRuleSet.Default(Anna);
        rules.Remove(PushRuleKind.Underride, ".m.rule.message").Match(_ => "", e => e.Code).ShouldBe("M_INVALID_PARAM");
        rules.Remove(PushRuleKind.Underride, "nothing").Match(_ => "", e => e.Code).ShouldBe("M_NOT_FOUND");
        var silent = rules.SetActions(PushRuleKind.Underride, ".m.rule.message", """["dont_notify"]"""u8).Must();
        silent.Evaluate(new PushSubject(room.Draft(Boris, EventType.Message, null, """{"body":"x"}""")), Context(5)).Notifies.ShouldBeFalse();
    }

    [Fact]
    public void A_stored_set_comes_back_and_gains_the_rules_it_lacks()
    {
        var rules = PushRuleSet.Default(Anna).Put(Content("cake", "cake"), null, null).Must()
            .Enable(PushRuleKind.Override, ".m.rule.reaction", false).Must();

        var read = PushRuleSet.Parse(rules.ToJson(), Anna).Must();
        Encoding.UTF8.GetString(read.ToJson()).ShouldBe(Encoding.UTF8.GetString(rules.ToJson()));

        var partial = PushRuleSet.Parse("""{"override":[{"rule_id":".m.rule.master","enabled":true,"actions":[],"conditions":[]}]}"""u8, Anna).Must();
        partial.Rules.Count.ShouldBe(PushRuleSet.Default(Anna).Rules.Count);
        partial.Find(PushRuleKind.Override, ".m.rule.master")!.IsEnabled.ShouldBeTrue();
    }

    [Theory]
    [InlineData(PushRuleKind.Override, ".m.rule.mine", """{"actions":[]}""", "M_INVALID_PARAM")]
    [InlineData(PushRuleKind.Override, "a/b", """{"actions":[]}""", "M_INVALID_PARAM")]
    [InlineData(PushRuleKind.Override, "a", """{"actions":"notify"}""", "M_BAD_JSON")]
    [InlineData(PushRuleKind.Override, "a", """{"actions":[1]}""", "M_BAD_JSON")]
    [InlineData(PushRuleKind.Override, "a", """{}""", "M_BAD_JSON")]
    [InlineData(PushRuleKind.Override, "a", """{"actions":[],"conditions":{}}""", "M_BAD_JSON")]
    [InlineData(PushRuleKind.Override, "a", """{"actions":[],"conditions":[1]}""", "M_BAD_JSON")]
    [InlineData(PushRuleKind.Content, "a", """{"actions":[]}""", "M_INVALID_PARAM")]
    [InlineData(PushRuleKind.Room, "!a:b", """{"actions":["shout"]}""", "M_INVALID_PARAM")]
    [InlineData(PushRuleKind.Sender, "@a:b", """{"actions":["notify","shout"]}""", "M_INVALID_PARAM")]
    [InlineData(PushRuleKind.Sender, "@a:b", "[]", "M_BAD_JSON")]
    [InlineData(PushRuleKind.Sender, "@a:b", "{", "M_NOT_JSON")]
    public void A_wrong_rule_is_refused(PushRuleKind kind, string id, string json, string code) =>
        PushRule.Parse(kind, id, Encoding.UTF8.GetBytes(json)).Match(_ => "accepted", e => e.Code).ShouldBe(code);

    [Fact]
    public void A_rule_for_what_is_no_room_is_kept_and_matches_nothing()
    {
        var rule = PushRule.Parse(PushRuleKind.Room, "#alias:a.test", """{"actions":["notify",{"set_tweak":"sound","value":"found"}]}"""u8).Must();
        var rules = PushRuleSet.Default(Anna).Put(rule, null, null).Must();

        rules.Evaluate(new PushSubject(room.Draft(Boris, EventType.Message, null, """{"body":"x"}""")), Context(5)).Sound.ShouldBeNull();
    }

    private PushActions Evaluate(Pdu pdu, int members = 2) =>
        PushRuleSet.Default(Anna).Evaluate(new PushSubject(pdu), Context(members));

    private PushContext Context(int members) => new()
    {
        User = Anna,
        MemberCount = members,
        Power = PowerLevels.Of(room, RoomVersion.V11),
    };

    private static PushRule Content(string id, string pattern) =>
        PushRule.Parse(PushRuleKind.Content, id, Encoding.UTF8.GetBytes($$"""{"pattern":"{{pattern}}","actions":["notify",{"set_tweak":"sound","value":"found"}]}""")).Must();

    private static PushRule Override(string id, string conditions) =>
        PushRule.Parse(PushRuleKind.Override, id, Encoding.UTF8.GetBytes($$"""{"conditions":{{conditions}},"actions":["notify"]}""")).Must();
}

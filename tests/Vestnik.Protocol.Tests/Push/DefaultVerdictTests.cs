using System.Text;
using Shouldly;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Push;
using Vestnik.Protocol.RoomVersions;
using Xunit;
using static Vestnik.Protocol.Tests.TestRoom;

namespace Vestnik.Protocol.Tests.Push;

public sealed class DefaultVerdictTests
{
    private readonly TestRoom room = Founded(RoomVersion.V11, "public");

    public DefaultVerdictTests() => room.SendMember(Boris, Boris, "join");

    public static TheoryData<string, string?, string> Events => new()
    {
        { EventType.Message, null, """{"msgtype":"m.text","body":"hello"}""" },
        { EventType.Message, null, """{"msgtype":"m.notice","body":"hello"}""" },
        { EventType.Message, null, """{"msgtype":"m.text","body":"x","m.relates_to":{"rel_type":"m.replace","event_id":"$x"}}""" },
        { EventType.Message, null, """{"body":"x","m.mentions":{"user_ids":["@vera:a.test","@anna:a.test",7]}}""" },
        { EventType.Message, null, """{"body":"x","m.mentions":{"user_ids":"@anna:a.test"}}""" },
        { EventType.Message, null, """{"msgtype":"m.notice","body":"x","m.mentions":{"user_ids":["@anna:a.test"]}}""" },
        { EventType.Message, null, """{"body":"x","m.mentions":{"room":true}}""" },
        { EventType.Encrypted, null, """{"ciphertext":"x"}""" },
        { EventType.Member, "@anna:a.test", """{"membership":"invite"}""" },
        { EventType.Member, "@vera:a.test", """{"membership":"leave"}""" },
        { EventType.Topic, "", """{"topic":"x"}""" },
        { "m.room.tombstone", "", """{"body":"x"}""" },
        { "m.reaction", null, """{"m.relates_to":{"rel_type":"m.annotation","event_id":"$x","key":"y"}}""" },
        { "m.call.invite", null, """{"call_id":"x"}""" },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void One_verdict_for_all_says_what_everybody_s_own_rules_say(string type, string? stateKey, string content)
    {
        foreach (var sender in (UserId[])[Anna, Boris])
        {
            var pdu = room.Draft(sender, type, stateKey, content);
            foreach (var members in (int[])[2, 5])
            {
                var verdict = DefaultVerdict.Of(pdu, Context(Boris, members));
                foreach (var person in (UserId[])[Anna, Boris, Vera])
                {
                    var own = PushRuleSet.Default(person).Evaluate(new PushSubject(pdu), Context(person, members));
                    if (verdict.For(person) is { } said)
                    {
                        Encoding.UTF8.GetString(said.Json.Span).ShouldBe(Encoding.UTF8.GetString(own.Json.Span));
                    }
                    else
                    {
                        (content.Contains(person.ToString(), StringComparison.Ordinal) || stateKey == person.ToString()).ShouldBeTrue();
                    }
                }
            }
        }
    }

    [Fact]
    public void Whom_an_event_names_has_to_be_asked()
    {
        var mention = room.Draft(Boris, EventType.Message, null, """{"body":"x","m.mentions":{"user_ids":["@anna:a.test"]}}""");
        var verdict = DefaultVerdict.Of(mention, Context(Boris, 5));

        verdict.For(Anna).ShouldBeNull();
        verdict.For(Vera)!.Notifies.ShouldBeTrue();
        verdict.For(Vera)!.Highlights.ShouldBeFalse();
        verdict.For(Boris)!.Notifies.ShouldBeFalse();
    }

    private PushContext Context(UserId user, int members) => new()
    {
        User = user,
        MemberCount = members,
        Power = PowerLevels.Of(room, RoomVersion.V11),
    };
}

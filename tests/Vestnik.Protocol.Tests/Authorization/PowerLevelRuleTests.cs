using Shouldly;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.RoomVersions;
using Xunit;
using static Vestnik.Protocol.Tests.TestRoom;

namespace Vestnik.Protocol.Tests.Authorization;

public sealed class PowerLevelRuleTests
{
    private const string Start = """{"users":{"@anna:a.test":100,"@boris:b.test":60,"@vera:a.test":60,"@old:a.test":70},"events":{"a":60,"b":61},"notifications":{"room":60,"all":61},"kick":60,"ban":61,"redact":10,"users_default":5}""";

    [Theory]
    [InlineData("\"kick\":60", "\"kick\":59", true)]
    [InlineData("\"kick\":60", "\"kick\":61", false)]
    [InlineData("\"kick\":60,", "", true)]
    [InlineData("\"ban\":61", "\"ban\":60", false)]
    [InlineData("\"ban\":61,", "", false)]
    [InlineData("\"redact\":10", "\"redact\":60", true)]
    [InlineData("\"redact\":10", "\"redact\":61", false)]
    [InlineData("\"users_default\":5", "\"users_default\":61", false)]
    [InlineData("\"users_default\":5", "\"users_default\":60", true)]
    [InlineData("\"kick\":60", "\"kick\":60,\"invite\":61", false)]
    [InlineData("\"kick\":60", "\"kick\":60,\"invite\":60", true)]
    [InlineData("\"kick\":60", "\"kick\":60,\"state_default\":61", false)]
    [InlineData("\"kick\":60", "\"kick\":60,\"events_default\":61", false)]
    [InlineData("\"a\":60", "\"a\":1", true)]
    [InlineData("\"a\":60", "\"a\":61", false)]
    [InlineData("\"a\":60,", "", true)]
    [InlineData("\"b\":61", "\"b\":60", false)]
    [InlineData(",\"b\":61", "", false)]
    [InlineData("\"a\":60", "\"a\":60,\"c\":60", true)]
    [InlineData("\"a\":60", "\"a\":60,\"c\":61", false)]
    [InlineData("\"room\":60", "\"room\":59", true)]
    [InlineData("\"all\":61", "\"all\":60", false)]
    [InlineData("\"room\":60", "\"room\":60,\"c\":61", false)]
    [InlineData("\"@boris:b.test\":60", "\"@boris:b.test\":59", true)]
    [InlineData("\"@boris:b.test\":60", "\"@boris:b.test\":61", false)]
    [InlineData("\"@boris:b.test\":60,", "", true)]
    [InlineData("\"@vera:a.test\":60", "\"@vera:a.test\":59", false)]
    [InlineData("\"@vera:a.test\":60,", "", false)]
    [InlineData("\"@old:a.test\":70", "\"@old:a.test\":69", false)]
    [InlineData("\"@boris:b.test\":60", "\"@boris:b.test\":60,\"@new:a.test\":60", true)]
    [InlineData("\"@boris:b.test\":60", "\"@boris:b.test\":60,\"@new:a.test\":61", false)]
    public void Nobody_changes_what_is_above_them(string from, string to, bool allowed)
    {
        Start.ShouldContain(from);
        Changed(RoomVersion.V11, Start.Replace(from, to)).IsAllowed.ShouldBe(allowed);
        Changed(RoomVersion.V6, Start.Replace(from, to)).IsAllowed.ShouldBe(allowed);
    }

    [Theory]
    [InlineData("5", true)]
    [InlineData("6", false)]
    public void Notification_levels_are_guarded_from_version_6_on(string id, bool allowed) =>
        Changed(RoomVersion.All[id], Start.Replace("\"all\":61", "\"all\":0")).IsAllowed.ShouldBe(allowed);

    [Theory]
    [InlineData("\"kick\":\"60\"", "9", true)]
    [InlineData("\"kick\":\"60\"", "10", false)]
    [InlineData("\"kick\":60.0", "5", true)]
    [InlineData("\"kick\":null", "10", false)]
    [InlineData("\"kick\":[]", "10", false)]
    [InlineData("\"users\":[]", "9", false)]
    [InlineData("\"users\":{\"@x:y\":\"5\"}", "9", true)]
    [InlineData("\"users\":{\"@x:y\":\"5\"}", "10", false)]
    [InlineData("\"users\":{\"@x:y\":\"five\"}", "9", false)]
    [InlineData("\"users\":{\"@x:y\":null}", "9", false)]
    [InlineData("\"users\":{\"x\":1}", "9", false)]
    [InlineData("\"users\":{\"x\":1}", "11", false)]
    [InlineData("\"events\":[]", "9", true)]
    [InlineData("\"events\":[]", "10", false)]
    [InlineData("\"events\":{\"a\":\"1\"}", "10", false)]
    [InlineData("\"notifications\":{\"a\":\"1\"}", "9", true)]
    [InlineData("\"notifications\":{\"a\":\"1\"}", "10", false)]
    [InlineData("\"notifications\":1", "11", false)]
    public void The_first_power_levels_must_be_well_formed(string content, string id, bool allowed) =>
        Founded(RoomVersion.All[id]).Try(Anna, EventType.PowerLevels, "", $$"""{ {{content}} }""").IsAllowed.ShouldBe(allowed);

    [Theory]
    [InlineData("\" 00100 \"", 100)]
    [InlineData("\"+100\"", 100)]
    [InlineData("\"-100\"", -100)]
    [InlineData("50.57", 50)]
    [InlineData("5.114698E4", 51146)]
    [InlineData("\"50.5\"", 5)]
    public void Old_rooms_spell_levels_in_odd_ways(string spelled, long level)
    {
        var room = Founded(RoomVersion.V5);
        room.Accept(room.Draft(Anna, EventType.PowerLevels, "", $$"""{"users":{"@boris:b.test":{{spelled}}},"users_default":5}"""));
        PowerLevels.Of(room, RoomVersion.V5).UserLevel(Boris).ShouldBe(level);
    }

    [Fact]
    public void A_room_without_power_levels_has_the_specified_defaults()
    {
        var levels = PowerLevels.Of(Founded(RoomVersion.V11), RoomVersion.V11);
        levels.UserLevel(Anna).ShouldBe(100);
        levels.UserLevel(Boris).ShouldBe(0);
        levels.EventLevel(EventType.Topic, isState: true).ShouldBe(50);
        levels.EventLevel(EventType.Message, isState: false).ShouldBe(0);
        (levels.Ban, levels.Kick, levels.Redact, levels.Invite, levels.Notification("room")).ShouldBe((50, 50, 50, 0, 50));
        levels.IsCreator(Anna).ShouldBeTrue();
        levels.IsCreator(Boris).ShouldBeFalse();
    }

    [Theory]
    [InlineData(30, true, true)]
    [InlineData(29, false, true)]
    [InlineData(9, false, false)]
    [InlineData(10, false, true)]
    public void Events_need_the_level_of_their_type(int level, bool topic, bool message)
    {
        var room = Founded(RoomVersion.V11, "public");
        room.SendMember(Boris, Boris, "join");
        room.Send(Anna, EventType.PowerLevels, "", $$"""{"users":{"@anna:a.test":100,"@boris:b.test":{{level}}},"events":{"m.room.topic":30},"events_default":10}""");
        room.Try(Boris, EventType.Topic, "", "{}").IsAllowed.ShouldBe(topic);
        room.Try(Boris, EventType.Message, null, "{}").IsAllowed.ShouldBe(message);
        room.Try(Boris, EventType.Name, "", "{}").IsAllowed.ShouldBeFalse();
    }

    [Fact]
    public void State_that_names_a_user_belongs_to_that_user()
    {
        var room = Founded(RoomVersion.V11, "public");
        room.Try(Anna, "test.profile", Anna.ToString(), "{}").IsAllowed.ShouldBeTrue();
        room.Try(Anna, "test.profile", Boris.ToString(), "{}").IsAllowed.ShouldBeFalse();
        room.Try(Anna, "test.profile", "boris", "{}").IsAllowed.ShouldBeTrue();
    }

    /// <summary>Boris, who has 60, replaces the levels.</summary>
    private static Verdict Changed(RoomVersion version, string content)
    {
        var room = Founded(version, "public");
        room.SendMember(Boris, Boris, "join");
        room.Send(Anna, EventType.PowerLevels, "", Start);
        return room.Try(Boris, EventType.PowerLevels, "", content);
    }
}

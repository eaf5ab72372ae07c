using System.Collections.Immutable;
using Shouldly;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Protocol.StateResolution;
using Xunit;

namespace Vestnik.Protocol.Tests.StateResolution;

/// <summary>The situations that the proposals describe: MSC1442 (version 2) and MSC4297 (version 2.1).</summary>
public sealed class ResolutionExampleTests
{
    private static readonly UserId Alice = UserId.Parse("@alice:a.test");
    private static readonly UserId Bob = UserId.Parse("@bob:b.test");
    private static readonly UserId Charlie = UserId.Parse("@charlie:c.test");
    private static readonly UserId Dora = UserId.Parse("@dora:a.test");

    public static TheoryData<string> ModernVersions => ["2", "6", "9", "10", "11", "12"];

    /// <summary>MSC4297, problem A: the last admin has left, and one server still has the first join rules.</summary>
    [Theory]
    [InlineData("11", false)]
    [InlineData("12", true)]
    public void Join_rules_survive_the_departure_of_who_set_them(string id, bool survive)
    {
        var (room, branch) = Found(id);
        Join(room, branch, Bob);
        var outdated = branch.State[(EventType.JoinRules, "")];
        Must(room.TryAdd(branch, Alice, EventType.JoinRules, "", """{"join_rule":"public","again":true}""", timestamp: 5_000));
        Must(room.TryAdd(branch, Alice, EventType.Member, Alice.ToString(), """{"membership":"leave"}"""));
        var stale = branch.State.SetItem((EventType.JoinRules, ""), outdated);

        var resolved = Resolve(room, branch.State, stale);

        resolved.ContainsKey((EventType.JoinRules, "")).ShouldBe(survive);
        if (survive)
        {
            resolved[(EventType.JoinRules, "")].ShouldBe(branch.State[(EventType.JoinRules, "")]);
        }
    }

    /// <summary>MSC4297, problem B: Alice promotes Bob, Bob promotes Charlie, and one server still has the first levels.</summary>
    [Theory]
    [InlineData("11", false)]
    [InlineData("12", true)]
    public void A_promotion_by_somebody_who_was_promoted_survives(string id, bool survives)
    {
        var (room, branch) = Found(id);
        foreach (var person in new[] { Bob, Charlie })
        {
            Join(room, branch, person);
        }

        Levels(room, branch, Alice, (Dora, 1));
        var outdated = branch.State[(EventType.PowerLevels, "")];
        Levels(room, branch, Alice, (Dora, 1), (Bob, 50));
        Levels(room, branch, Bob, (Dora, 1), (Bob, 50), (Charlie, 50));
        var latest = branch.State[(EventType.PowerLevels, "")];

        // Both sides have seen the latest levels through their auth chains.
        var left = branch.Fork();
        Must(room.TryAdd(left, Charlie, "test.note", Charlie.ToString(), "{}"));
        var right = new ForkedRoom.Branch { State = branch.State, Heads = branch.Heads, Depth = branch.Depth };
        Must(room.TryAdd(right, Charlie, "test.note", Charlie.ToString(), """{"right":true}"""));

        var resolved = Resolve(room, left.State, right.State.SetItem((EventType.PowerLevels, ""), outdated));

        (resolved[(EventType.PowerLevels, "")] == latest).ShouldBe(survives);
    }

    /// <summary>MSC1442: a ban that races with what the banned moderator does wins, whatever the clocks say.</summary>
    [Theory]
    [MemberData(nameof(ModernVersions))]
    public void A_banned_moderator_cannot_undo_the_ban_from_another_branch(string id)
    {
        var (room, trunk) = Found(id);
        Join(room, trunk, Bob);
        Join(room, trunk, Charlie);
        Levels(room, trunk, Alice, (Bob, 50));
        var alices = trunk.Fork();
        Must(room.TryAdd(alices, Alice, EventType.Member, Bob.ToString(), """{"membership":"ban"}""", timestamp: 9_000));
        var bobs = trunk.Fork();
        Must(room.TryAdd(bobs, Bob, EventType.Topic, "", """{"topic":"mine"}""", timestamp: 2_000));
        Must(room.TryAdd(bobs, Bob, EventType.Member, Charlie.ToString(), """{"membership":"ban"}""", timestamp: 2_001));

        var resolved = Resolve(room, alices.State, bobs.State);

        Membership(room, resolved, Bob).ShouldBe(Protocol.Events.Membership.Ban);
        Membership(room, resolved, Charlie).ShouldBe(Protocol.Events.Membership.Join);
        resolved.ContainsKey((EventType.Topic, "")).ShouldBeFalse();
    }

    /// <summary>MSC1442: a demoted admin's later changes on another branch do not count.</summary>
    [Theory]
    [MemberData(nameof(ModernVersions))]
    public void A_demoted_admin_cannot_promote_friends_from_another_branch(string id)
    {
        var (room, trunk) = Found(id);
        Join(room, trunk, Bob);
        Join(room, trunk, Charlie);
        Levels(room, trunk, Alice, (Bob, 50));
        var alices = trunk.Fork();
        Levels(room, alices, Alice, (Bob, 0));
        var bobs = trunk.Fork();
        Levels(room, bobs, Bob, (Bob, 50), (Charlie, 50));

        var resolved = Resolve(room, alices.State, bobs.State);

        resolved[(EventType.PowerLevels, "")].ShouldBe(alices.State[(EventType.PowerLevels, "")]);
    }

    [Theory]
    [MemberData(nameof(ModernVersions))]
    public void Of_two_topics_the_later_stands(string id)
    {
        var (room, trunk) = Found(id);
        var one = trunk.Fork();
        Must(room.TryAdd(one, Alice, EventType.Topic, "", """{"topic":"later"}""", timestamp: 5_000));
        var other = trunk.Fork();
        Must(room.TryAdd(other, Alice, EventType.Topic, "", """{"topic":"earlier"}""", timestamp: 4_000));

        Resolve(room, one.State, other.State)[(EventType.Topic, "")].ShouldBe(one.State[(EventType.Topic, "")]);
    }

    [Theory]
    [MemberData(nameof(ModernVersions))]
    public void A_topic_that_rests_on_newer_power_levels_stands_over_one_with_a_later_clock(string id)
    {
        var (room, trunk) = Found(id);
        Levels(room, trunk, Alice, (Dora, 1));
        var old = trunk.Fork();
        Must(room.TryAdd(old, Alice, EventType.Topic, "", """{"topic":"old levels"}""", timestamp: 9_000));
        var recent = trunk.Fork();
        Levels(room, recent, Alice, (Dora, 2));
        Must(room.TryAdd(recent, Alice, EventType.Topic, "", """{"topic":"new levels"}""", timestamp: 1_000));

        Resolve(room, old.State, recent.State)[(EventType.Topic, "")].ShouldBe(recent.State[(EventType.Topic, "")]);
    }

    /// <summary>Rejected auth events do not fill the gaps of a state.</summary>
    [Fact]
    public void What_was_rejected_authorizes_nothing()
    {
        var (room, trunk) = Found("12");
        Join(room, trunk, Bob);
        var branch = trunk.Fork();
        Must(room.TryAdd(branch, Bob, "test.note", Bob.ToString(), "{}"));
        room.Reject(trunk.State[(EventType.Member, Bob.ToString())]);

        var resolved = Resolve(room, trunk.State, branch.State);

        resolved.ContainsKey(("test.note", Bob.ToString())).ShouldBeFalse();
    }

    [Fact]
    public void No_state_at_all_cannot_be_resolved()
    {
        var (room, branch) = Found("11");
        Should.Throw<ArgumentOutOfRangeException>(() => Resolve(room));
        Should.Throw<ArgumentOutOfRangeException>(() => Resolve(room, [.. Enumerable.Repeat(branch.State, 65)]));
        Resolve(room, [.. Enumerable.Repeat(branch.State, 64)]).Count.ShouldBe(branch.State.Count);
    }

    private static (ForkedRoom Room, ForkedRoom.Branch Branch) Found(string id)
    {
        var version = RoomVersion.All[id];
        var room = new ForkedRoom(version, new Random(1));
        var branch = new ForkedRoom.Branch();
        var creator = version.Authorization.CreateNamesCreator ? $$""","creator":"{{Alice}}" """ : "";
        Must(room.TryAdd(branch, Alice, EventType.Create, "", $$"""{"room_version":"{{id}}"{{creator}}}"""));
        Must(room.TryAdd(branch, Alice, EventType.Member, Alice.ToString(), """{"membership":"join"}"""));
        Levels(room, branch, Alice, (Dora, 0));
        Must(room.TryAdd(branch, Alice, EventType.JoinRules, "", """{"join_rule":"public"}"""));
        return (room, branch);
    }

    private static void Join(ForkedRoom room, ForkedRoom.Branch branch, UserId person) =>
        Must(room.TryAdd(branch, person, EventType.Member, person.ToString(), """{"membership":"join"}"""));

    private static void Levels(ForkedRoom room, ForkedRoom.Branch branch, UserId sender, params (UserId User, int Level)[] users)
    {
        (UserId User, int Level)[] founder = room.Version.Authorization.CreatorsOutrankEveryone ? [] : [(Alice, 100)];
        var entries = string.Join(',', founder.Concat(users).Select(entry => $"\"{entry.User}\":{entry.Level}"));
        Must(room.TryAdd(branch, sender, EventType.PowerLevels, "", $$"""{"users":{ {{entries}} },"events":{"test.note":0} }"""));
    }

    private static ImmutableDictionary<(string Type, string StateKey), EventId> Resolve(
        ForkedRoom room, params ImmutableDictionary<(string Type, string StateKey), EventId>[] states) =>
        StateResolver.Resolve(room.Version, states, room);

    private static Membership Membership(ForkedRoom room, ImmutableDictionary<(string Type, string StateKey), EventId> state, UserId person) =>
        room.Find(state[(EventType.Member, person.ToString())])!.Member.Membership;

    private static void Must(Verdict verdict) => verdict.ShouldBe(Verdict.Allow);
}

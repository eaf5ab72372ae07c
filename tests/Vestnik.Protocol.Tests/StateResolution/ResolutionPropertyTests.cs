using System.Diagnostics;
using Shouldly;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Protocol.StateResolution;
using Xunit;

namespace Vestnik.Protocol.Tests.StateResolution;

/// <summary>The resolver agrees with the slow one that is written from the specification's text.</summary>
public sealed class ResolutionPropertyTests
{
    private static bool IsLongRun => Environment.GetEnvironmentVariable("VESTNIK_LONG") == "1";

    public static TheoryData<string, int> Small
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var version in RoomVersion.All.Keys)
            {
                for (var batch = 0; batch < 4; batch++)
                {
                    cases.Add(version, batch);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void Small_quarrels_end_as_the_text_says(string id, int batch)
    {
        for (var seed = batch * 25; seed < (batch + 1) * 25; seed++)
        {
            Compare(Quarrel.Make(RoomVersion.All[id], seed, size: 16 + (seed % 60)), $"version {id}, seed {seed}");
        }
    }

    [Theory]
    [InlineData("1", 400)]
    [InlineData("2", 400)]
    [InlineData("6", 400)]
    [InlineData("11", 400)]
    [InlineData("12", 400)]
    public void Larger_quarrels_end_as_the_text_says(string id, int size)
    {
        for (var seed = 1_000; seed < 1_004; seed++)
        {
            Compare(Quarrel.Make(RoomVersion.All[id], seed, size), $"version {id}, seed {seed}");
        }
    }

    [Theory]
    [InlineData("2")]
    [InlineData("11")]
    [InlineData("12")]
    public void Ten_thousand_events_in_conflict_end_as_the_text_says(string id)
    {
        Assert.SkipUnless(IsLongRun, "Takes minutes: VESTNIK_LONG=1 runs it.");
        var quarrel = Quarrel.Make(RoomVersion.All[id], seed: 5_000, size: 12_000);
        var watch = Stopwatch.StartNew();
        StateResolver.Resolve(quarrel.Room.Version, quarrel.States, quarrel.Room);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
        Compare(quarrel, $"version {id}");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("11")]
    [InlineData("12")]
    public void The_order_of_the_states_does_not_matter(string id)
    {
        for (var seed = 2_000; seed < 2_020; seed++)
        {
            var quarrel = Quarrel.Make(RoomVersion.All[id], seed, 60);
            var resolved = StateResolver.Resolve(quarrel.Room.Version, quarrel.States, quarrel.Room);
            foreach (var order in new[] { quarrel.States.Reverse().ToArray(), [.. quarrel.States.Skip(1), quarrel.States[0]], [.. quarrel.States, quarrel.States[0]] })
            {
                StateResolver.Resolve(quarrel.Room.Version, order, quarrel.Room).OrderBy(e => e.Key).ShouldBe(resolved.OrderBy(e => e.Key));
            }
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("11")]
    [InlineData("12")]
    public void States_that_agree_are_left_as_they_are(string id)
    {
        var quarrel = Quarrel.Make(RoomVersion.All[id], 7, 60);
        var state = quarrel.States[0];
        StateResolver.Resolve(quarrel.Room.Version, [state, state], quarrel.Room).OrderBy(e => e.Key).ShouldBe(state.OrderBy(e => e.Key));
    }

    /// <summary>What is replayed is held by itself: a missing event seldom changes the outcome of a single quarrel.</summary>
    [Theory]
    [InlineData("11")]
    [InlineData("12")]
    public void The_difference_and_the_subgraph_are_those_of_the_text(string id)
    {
        for (var seed = 3_000; seed < 3_060; seed++)
        {
            var quarrel = Quarrel.Make(RoomVersion.All[id], seed, 20 + seed % 80);
            var split = StateSplit.Of(quarrel.States);
            var slow = new SlowResolution(quarrel.Room.Version, quarrel.Room);

            AuthDifference.Of(quarrel.States, split, quarrel.Room).ToHashSet().SetEquals(slow.AuthDifference(quarrel.States)).ShouldBeTrue($"difference, seed {seed}");
            ConflictedSubgraph.Of(split.Conflicted, quarrel.Room).ToHashSet().SetEquals(slow.ConflictedSubgraph(split.Conflicted)).ShouldBeTrue($"subgraph, seed {seed}");
        }
    }

    [Theory]
    [InlineData("11")]
    [InlineData("12")]
    public void Power_events_are_ordered_as_the_text_says_to_the_last_tie(string id)
    {
        for (var seed = 4_000; seed < 4_006; seed++)
        {
            var room = Quarrel.Make(RoomVersion.All[id], seed, 80).Room;
            var events = room.Events.Select(pdu => pdu.Id).ToHashSet();

            PowerOrdering.Sort(events, room.Version, room).ConvertAll(pdu => pdu.Id)
                .SequenceEqual(new SlowResolution(room.Version, room).ReverseTopologicalPowerOrdering(events))
                .ShouldBeTrue($"seed {seed}");
        }
    }

    /// <summary>The quarrels above would prove little if nobody disagreed, or if the algorithms could not be told apart.</summary>
    [Fact]
    public void Quarrels_are_about_something()
    {
        var disputed = 0;
        var toldApart = 0;
        var lost = 0;
        for (var seed = 0; seed < 100; seed++)
        {
            var quarrel = Quarrel.Make(RoomVersion.V11, seed, 80);
            var keys = quarrel.States.SelectMany(state => state.Keys).Distinct().ToArray();
            disputed += keys.Count(key => quarrel.States.Select(state => state.GetValueOrDefault(key)).Distinct().Count() > 1);
            var second = StateResolver.Resolve(RoomVersion.V11, quarrel.States, quarrel.Room);
            var revised = StateResolver.Resolve(RoomVersion.V11 with { StateResolution = StateResolutionAlgorithm.V2Revised }, quarrel.States, quarrel.Room);
            toldApart += keys.Any(key => second.GetValueOrDefault(key) != revised.GetValueOrDefault(key)) ? 1 : 0;
            lost += keys.Count(key => !second.ContainsKey(key));
        }

        disputed.ShouldBeGreaterThan(500);
        toldApart.ShouldBeGreaterThan(5);
        lost.ShouldBeGreaterThan(20);
    }

    private static void Compare(Quarrel quarrel, string name)
    {
        var fast = StateResolver.Resolve(quarrel.Room.Version, quarrel.States, quarrel.Room);
        var slow = new SlowResolution(quarrel.Room.Version, quarrel.Room).Resolve(quarrel.States);
        fast.OrderBy(e => e.Key).ToArray().ShouldBe(slow.OrderBy(e => e.Key).ToArray(), name);
    }
}

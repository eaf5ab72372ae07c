using System.Collections.Immutable;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.StateResolution;

/// <summary>State resolution of room versions 2 to 11, and in its revised form of version 12.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v2/#state-resolution and https://spec.matrix.org/v1.19/rooms/v12/#state-resolution</remarks>
internal static class SecondResolution
{
    public static ImmutableDictionary<(string Type, string StateKey), EventId> Resolve(
        RoomVersion version,
        IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states,
        IEventGraph graph,
        bool revised)
    {
        var split = StateSplit.Of(states);
        if (split.Conflicted.Count == 0)
        {
            return split.Unconflicted.ToImmutableDictionary();
        }

        var conflicted = FullConflictedSet(states, split, graph, revised);
        var checks = new IterativeAuthChecks(version, graph);
        if (!revised)
        {
            Begin(checks, split, graph);
        }

        // 1. Power events, with what authorizes them, in the reverse topological power ordering.
        var power = WithAuthorization(conflicted, graph);

        // 2. Applied to the unconflicted state; in the revised form to nothing.
        checks.Apply(PowerOrdering.Sort(power, version, graph));

        // 3. All others in the mainline ordering of the power levels found so far.
        var mainline = new MainlineOrdering(checks.State.GetValueOrDefault((EventType.PowerLevels, "")), graph);
        conflicted.ExceptWith(power);

        // 4. Applied to that state.
        checks.Apply(mainline.Sort(conflicted));

        // 5. What nobody disputed stands.
        var resolved = checks.State.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.Id).ToBuilder();
        foreach (var (key, id) in split.Unconflicted)
        {
            resolved[key] = id;
        }

        return resolved.ToImmutable();
    }

    private static HashSet<EventId> FullConflictedSet(
        IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states, StateSplit split, IEventGraph graph, bool revised)
    {
        var full = new HashSet<EventId>(split.Conflicted);
        full.UnionWith(AuthDifference.Of(states, split, graph));
        if (revised)
        {
            full.UnionWith(ConflictedSubgraph.Of(split.Conflicted, graph));
        }

        full.RemoveWhere(id => graph.Find(id) is null);
        return full;
    }

    private static void Begin(IterativeAuthChecks checks, StateSplit split, IEventGraph graph)
    {
        foreach (var (key, id) in split.Unconflicted)
        {
            if (graph.Find(id) is { } pdu)
            {
                checks.State.Add(key, pdu);
            }
        }
    }

    private static HashSet<EventId> WithAuthorization(HashSet<EventId> conflicted, IEventGraph graph)
    {
        var power = new HashSet<EventId>(conflicted.Where(id => graph.Find(id) is { } pdu && IsPowerEvent(pdu)));
        if (power.Count == 0)
        {
            return power;
        }

        var chain = AuthChain.Walk(power, conflicted.Min(graph.Rank), graph);
        chain.IntersectWith(conflicted);
        power.UnionWith(chain);
        return power;
    }

    /// <summary>The event may take away what somebody was allowed to do.</summary>
    private static bool IsPowerEvent(Pdu pdu) => pdu switch
    {
        { Type: EventType.PowerLevels or EventType.JoinRules } => pdu.IsState,
        { Type: EventType.Member, StateKey: { } target } =>
            pdu.Member.Membership is Membership.Leave or Membership.Ban && target != pdu.Sender.ToString(),
        _ => false,
    };
}

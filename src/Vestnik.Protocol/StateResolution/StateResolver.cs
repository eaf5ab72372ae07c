using System.Collections.Immutable;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.StateResolution;

/// <summary>Makes one state of the states after several branches of a room, the same on every server.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/server-server-api/#room-state-resolution</remarks>
public static class StateResolver
{
    /// <summary>An event has at most 20 <c>prev_events</c>, so no more states than these ever meet.</summary>
    public const int MaximumStates = 64;

    /// <param name="version">The version of the room.</param>
    /// <param name="states">The states that meet: at least one, at most <see cref="MaximumStates"/>; their order does not matter.</param>
    /// <param name="graph">Where to find the events and their auth chains.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no state, or there are too many.</exception>
    public static ImmutableDictionary<(string Type, string StateKey), EventId> Resolve(
        RoomVersion version,
        IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states,
        IEventGraph graph)
    {
        if (states.Count is 0 or > MaximumStates)
        {
            throw new ArgumentOutOfRangeException(nameof(states), states.Count, $"Between 1 and {MaximumStates} states can be resolved.");
        }

        return states.Count == 1
            ? states[0].ToImmutableDictionary()
            : version.StateResolution switch
            {
                StateResolutionAlgorithm.V1 => FirstResolution.Resolve(version, states, graph),
                StateResolutionAlgorithm.V2 => SecondResolution.Resolve(version, states, graph, revised: false),
                _ => SecondResolution.Resolve(version, states, graph, revised: true),
            };
    }
}

using System.Collections.Immutable;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Protocol.StateResolution;

/// <summary>The events on the paths along <c>auth_events</c> from one conflicted event to another, both included.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/#definitions</remarks>
internal static class ConflictedSubgraph
{
    public static IEnumerable<EventId> Of(HashSet<EventId> conflicted, IEventGraph graph)
    {
        var onPath = new HashSet<EventId>(conflicted);
        foreach (var id in AuthChain.Below(conflicted, graph).OrderBy(graph.Rank))
        {
            // Oldest first: an event that leads to a conflicted event is known when its descendants are asked.
            if (graph.Find(id) is { } pdu && LeadsTo(onPath, pdu.AuthEvents))
            {
                onPath.Add(id);
            }
        }

        return onPath;
    }

    private static bool LeadsTo(HashSet<EventId> onPath, ImmutableArray<EventId> authEvents)
    {
        foreach (var id in authEvents)
        {
            if (onPath.Contains(id))
            {
                return true;
            }
        }

        return false;
    }
}

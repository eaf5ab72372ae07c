using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Protocol.StateResolution;

/// <summary>
/// The events that are in the auth chain of some state but not of every state. Walks down from the states by rank and
/// stops where all that is left is common to all, so the cost follows the difference, not the age of the room.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/#definitions</remarks>
internal sealed class AuthDifference
{
    private readonly IEventGraph graph;
    private readonly ulong everyState;
    private readonly Dictionary<EventId, ulong> reachedBy = [];
    private readonly PriorityQueue<EventId, long> latestFirst = new();
    private int waitingPartial;

    private AuthDifference(IEventGraph graph, int states)
    {
        this.graph = graph;
        everyState = states == 64 ? ulong.MaxValue : (1UL << states) - 1;
    }

    public static IEnumerable<EventId> Of(
        IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states, StateSplit split, IEventGraph graph)
    {
        var difference = new AuthDifference(graph, states.Count);
        foreach (var id in split.Unconflicted.Values)
        {
            difference.ReachAuthEvents(graph.Find(id), difference.everyState);
        }

        for (var i = 0; i < states.Count; i++)
        {
            foreach (var (key, id) in states[i])
            {
                if (!split.Unconflicted.ContainsKey(key))
                {
                    difference.ReachAuthEvents(graph.Find(id), 1UL << i);
                }
            }
        }

        return difference.Walk();
    }

    private List<EventId> Walk()
    {
        var partial = new List<EventId>();
        while (waitingPartial > 0)
        {
            // Ranks fall along every edge, so nothing that is still to come can reach this event again.
            var id = latestFirst.Dequeue();
            var states = reachedBy[id];
            if (states != everyState)
            {
                waitingPartial--;
                partial.Add(id);
            }

            ReachAuthEvents(graph.Find(id), states);
        }

        return partial;
    }

    private void ReachAuthEvents(Pdu? pdu, ulong states)
    {
        if (pdu is null)
        {
            return;
        }

        foreach (var id in pdu.AuthEvents)
        {
            if (!reachedBy.TryGetValue(id, out var known))
            {
                latestFirst.Enqueue(id, -graph.Rank(id));
                waitingPartial += states == everyState ? 0 : 1;
            }
            else if (known != everyState && (known | states) == everyState)
            {
                waitingPartial--;
            }

            reachedBy[id] = known | states;
        }
    }
}

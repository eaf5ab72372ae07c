using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Protocol.StateResolution;

/// <summary>Orders events by how recent the power levels are that they rest on, then by time, then by id.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/#definitions</remarks>
internal sealed class MainlineOrdering
{
    private const int Off = int.MaxValue;

    private readonly IEventGraph graph;

    // Power level events by their place on the mainline, or that of the first of it that they lead to.
    private readonly Dictionary<EventId, int> positions = [];

    /// <param name="powerLevels">The power levels from which the mainline goes back; null for an empty mainline.</param>
    /// <param name="graph">Where to find the events.</param>
    public MainlineOrdering(Pdu? powerLevels, IEventGraph graph)
    {
        this.graph = graph;
        for (var i = 0; powerLevels is not null && positions.TryAdd(powerLevels.Id, i); i++)
        {
            powerLevels = Before(powerLevels);
        }
    }

    public List<Pdu> Sort(IEnumerable<EventId> events)
    {
        var placed = new List<(int Position, Pdu Event)>();
        foreach (var id in events)
        {
            if (graph.Find(id) is { } pdu)
            {
                placed.Add((Position(pdu), pdu));
            }
        }

        placed.Sort(Compare);
        return placed.ConvertAll(entry => entry.Event);
    }

    private static int Compare((int Position, Pdu Event) left, (int Position, Pdu Event) right)
    {
        var byPosition = right.Position.CompareTo(left.Position);
        var byTime = byPosition != 0 ? byPosition : left.Event.OriginServerTimestamp.CompareTo(right.Event.OriginServerTimestamp);
        return byTime != 0 ? byTime : string.CompareOrdinal(left.Event.Id.ToString(), right.Event.Id.ToString());
    }

    private int Position(Pdu pdu)
    {
        var passed = new List<EventId>();
        var position = Off;
        for (var levels = Before(pdu); levels is not null; levels = Before(levels))
        {
            if (positions.TryGetValue(levels.Id, out var known))
            {
                position = known;
                break;
            }

            passed.Add(levels.Id);
        }

        foreach (var id in passed)
        {
            positions[id] = position;
        }

        return position;
    }

    private Pdu? Before(Pdu pdu) => AuthChain.Named(pdu, EventType.PowerLevels, "", graph);
}

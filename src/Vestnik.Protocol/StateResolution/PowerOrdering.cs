using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.StateResolution;

/// <summary>
/// The reverse topological power ordering: no event before its auth events, and among those that may come next, the
/// one of the more powerful sender, then the earlier, then the smaller id.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/#definitions</remarks>
internal static class PowerOrdering
{
    public static List<Pdu> Sort(HashSet<EventId> events, RoomVersion version, IEventGraph graph)
    {
        var waitsFor = new Dictionary<EventId, int>(events.Count);
        var waitedFor = new Dictionary<EventId, List<EventId>>();
        var next = new PriorityQueue<Pdu, Place>(Place.Earliest);
        foreach (var id in events)
        {
            if (graph.Find(id) is not { } pdu)
            {
                continue;
            }

            var count = Link(pdu, events, waitedFor, graph);
            waitsFor.Add(id, count);
            if (count == 0)
            {
                next.Enqueue(pdu, Place.Of(pdu, version, graph));
            }
        }

        var sorted = new List<Pdu>(events.Count);
        while (next.TryDequeue(out var pdu, out _))
        {
            sorted.Add(pdu);
            foreach (var id in waitedFor.GetValueOrDefault(pdu.Id) ?? [])
            {
                if (--waitsFor[id] == 0 && graph.Find(id) is { } free)
                {
                    next.Enqueue(free, Place.Of(free, version, graph));
                }
            }
        }

        return sorted;
    }

    private static int Link(Pdu pdu, HashSet<EventId> events, Dictionary<EventId, List<EventId>> waitedFor, IEventGraph graph)
    {
        var count = 0;
        foreach (var id in pdu.AuthEvents.Distinct())
        {
            if (events.Contains(id) && graph.Find(id) is not null)
            {
                count++;
                if (!waitedFor.TryGetValue(id, out var followers))
                {
                    waitedFor.Add(id, followers = []);
                }

                followers.Add(pdu.Id);
            }
        }

        return count;
    }

    private readonly record struct Place(long Power, long Timestamp, string Id)
    {
        public static Comparer<Place> Earliest { get; } = Comparer<Place>.Create(Compare);

        public static Place Of(Pdu pdu, RoomVersion version, IEventGraph graph)
        {
            var levels = AuthChain.Named(pdu, EventType.PowerLevels, "", graph);
            var power = PowerLevels.Of(levels, AuthChain.Create(pdu, graph), version).UserLevel(pdu.Sender);
            return new Place(power, pdu.OriginServerTimestamp, pdu.Id.ToString());
        }

        private static int Compare(Place left, Place right)
        {
            var byPower = right.Power.CompareTo(left.Power);
            var byTime = byPower != 0 ? byPower : left.Timestamp.CompareTo(right.Timestamp);
            return byTime != 0 ? byTime : string.CompareOrdinal(left.Id, right.Id);
        }
    }
}

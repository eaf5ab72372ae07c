using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Protocol.StateResolution;

/// <summary>Walks along <c>auth_events</c>, without recursion: chains are as long as rooms are old.</summary>
internal static class AuthChain
{
    /// <summary>
    /// The events in the auth chains of <paramref name="from"/> that are not older than the oldest of
    /// <paramref name="from"/>: what is older cannot lead back to one of them.
    /// </summary>
    public static HashSet<EventId> Below(IReadOnlyCollection<EventId> from, IEventGraph graph) =>
        from.Count == 0 ? [] : Walk(from, from.Min(graph.Rank), graph);

    /// <summary>The events in the auth chains of <paramref name="from"/> whose rank is at least <paramref name="lowest"/>.</summary>
    public static HashSet<EventId> Walk(IEnumerable<EventId> from, long lowest, IEventGraph graph)
    {
        var chain = new HashSet<EventId>();
        var waiting = new Stack<EventId>(from);
        while (waiting.TryPop(out var id))
        {
            foreach (var authEvent in graph.Find(id)?.AuthEvents ?? [])
            {
                if (graph.Rank(authEvent) >= lowest && chain.Add(authEvent))
                {
                    waiting.Push(authEvent);
                }
            }
        }

        return chain;
    }

    /// <summary>The event of this type and state key that an event names as its authorization.</summary>
    public static Pdu? Named(Pdu pdu, string type, string stateKey, IEventGraph graph)
    {
        foreach (var id in pdu.AuthEvents)
        {
            if (graph.Find(id) is { } authEvent && authEvent.Is(type, stateKey))
            {
                return authEvent;
            }
        }

        return null;
    }

    /// <summary>The create event of the room of an event: named by it, or from version 12 on by the room's id.</summary>
    public static Pdu? Create(Pdu pdu, IEventGraph graph) =>
        Named(pdu, EventType.Create, "", graph)
        ?? (EventId.TryParse("$" + pdu.Room.ToString()[1..], out var create) ? graph.Find(create) : null);
}

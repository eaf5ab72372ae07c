using System.Collections.Concurrent;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>
/// The connections of devices to this silo, in memory only: whoever comes with a position that is not known here begins anew, which
/// clients do by themselves.
/// </summary>
internal sealed class SlidingConnections
{
    private const int Capacity = 50_000;
    private const int MostOfSession = 20;

    private readonly ConcurrentDictionary<(long Session, string Name), SlidingConnection> connections = new();
    private long uses;

    /// <summary>The connection of a request, and what it has been given; null for a position that is not known.</summary>
    public (SlidingConnection Connection, SlidingState? Before)? Open(SlidingRequest request)
    {
        var key = (request.SessionId, request.ConnectionId);
        var now = Interlocked.Increment(ref uses);
        if (request.Position is { } position)
        {
            return connections.TryGetValue(key, out var known) && known.Resume(position, now) is { } before ? (known, before) : null;
        }

        Shrink(request.SessionId);
        var begun = new SlidingConnection(now);
        connections[key] = begun;
        return (begun, null);
    }

    // Those that nobody has used for longest go.
    private void Shrink(long session)
    {
        if (connections.Count >= Capacity)
        {
            Forget(connections, Capacity / 10);
        }

        if (connections.Count >= MostOfSession)
        {
            var own = connections.Where(connection => connection.Key.Session == session).ToList();
            Forget(own, own.Count - MostOfSession + 1);
        }
    }

    private void Forget(IEnumerable<KeyValuePair<(long Session, string Name), SlidingConnection>> among, int count)
    {
        foreach (var (key, _) in among.OrderBy(connection => connection.Value.LastUse).Take(count).ToList())
        {
            connections.TryRemove(key, out _);
        }
    }
}

using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.StateResolution;

/// <summary>Applies events one by one to a state, leaving out those that the rules do not allow there.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/#definitions</remarks>
internal sealed class IterativeAuthChecks(RoomVersion version, IEventGraph graph) : IRoomState
{
    private Pdu? candidate;

    public Dictionary<(string Type, string StateKey), Pdu> State { get; } = [];

    public void Apply(IEnumerable<Pdu> events)
    {
        foreach (var pdu in events)
        {
            candidate = pdu;
            if (pdu.StateKey is { } stateKey && EventAuthorization.Check(pdu, version, this).IsAllowed)
            {
                State[(pdu.Type, stateKey)] = pdu;
            }
        }
    }

    /// <summary>The state so far; where it is silent, what the candidate names itself, unless that was rejected.</summary>
    Pdu? IRoomState.Find(string type, string stateKey)
    {
        if (State.TryGetValue((type, stateKey), out var pdu) || candidate is null)
        {
            return pdu;
        }

        var named = type == EventType.Create && stateKey.Length == 0
            ? AuthChain.Create(candidate, graph)
            : AuthChain.Named(candidate, type, stateKey, graph);
        return named is not null && !graph.IsRejected(named.Id) ? named : null;
    }
}

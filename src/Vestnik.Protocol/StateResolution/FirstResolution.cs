using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.StateResolution;

/// <summary>State resolution of room version 1.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v1/#state-resolution</remarks>
internal sealed class FirstResolution : IRoomState
{
    private readonly RoomVersion version;
    private readonly IEventGraph graph;
    private readonly Dictionary<(string Type, string StateKey), EventId> resolved = [];
    private readonly Dictionary<(string Type, string StateKey), HashSet<EventId>> conflicts = [];
    private Pdu? leading;

    private FirstResolution(RoomVersion version, IEventGraph graph) => (this.version, this.graph) = (version, graph);

    public static ImmutableDictionary<(string Type, string StateKey), EventId> Resolve(
        RoomVersion version,
        IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states,
        IEventGraph graph)
    {
        var resolution = new FirstResolution(version, graph);
        resolution.Split(states);
        resolution.Settle(type => type == EventType.PowerLevels, resolution.LastAllowed);
        resolution.Settle(type => type == EventType.JoinRules, resolution.LastAllowed);
        resolution.Settle(type => type == EventType.Member, resolution.LastAllowed);
        resolution.Settle(_ => true, resolution.DeepestAllowed);
        return resolution.resolved.ToImmutableDictionary();
    }

    /// <summary>The state so far, in which the event that leads its conflict stands already.</summary>
    Pdu? IRoomState.Find(string type, string stateKey)
    {
        if (leading is not null && leading.Is(type, stateKey))
        {
            return leading;
        }

        return resolved.TryGetValue((type, stateKey), out var id) ? graph.Find(id) : null;
    }

    // Only different events for one key are a conflict here: a key that some state lacks is none.
    private void Split(IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states)
    {
        foreach (var state in states)
        {
            foreach (var (key, id) in state)
            {
                if (conflicts.TryGetValue(key, out var events))
                {
                    events.Add(id);
                }
                else if (!resolved.TryAdd(key, id) && resolved[key] != id)
                {
                    conflicts.Add(key, [resolved[key], id]);
                    resolved.Remove(key);
                }
            }
        }
    }

    /// <summary>Settles conflicts of one kind, each against the state before all of them, so that their order does not matter.</summary>
    private void Settle(Func<string, bool> isKind, Func<List<Pdu>, Pdu?> choose)
    {
        var chosen = new List<Pdu>();
        foreach (var key in conflicts.Keys.Where(key => isKind(key.Type)).ToArray())
        {
            var ordered = conflicts[key].Select(graph.Find).OfType<Pdu>().OrderBy(pdu => pdu.Depth).ThenByDescending(Sha1, StringComparer.Ordinal).ToList();
            conflicts.Remove(key);
            if (ordered.Count > 0 && choose(ordered) is { } winner)
            {
                chosen.Add(winner);
            }

            leading = null;
        }

        foreach (var pdu in chosen)
        {
            resolved[(pdu.Type, pdu.StateKey!)] = pdu.Id;
        }
    }

    private Pdu? LastAllowed(List<Pdu> ordered)
    {
        leading = ordered[0];
        foreach (var pdu in ordered.Skip(1))
        {
            if (!EventAuthorization.Check(pdu, version, this).IsAllowed)
            {
                break;
            }

            leading = pdu;
        }

        return leading;
    }

    private Pdu? DeepestAllowed(List<Pdu> ordered) =>
        ordered.AsEnumerable().Reverse().FirstOrDefault(pdu => EventAuthorization.Check(pdu, version, this).IsAllowed);

    [SuppressMessage("Security", "CA5350", Justification = "The specification orders by SHA-1; nothing is protected by it.")]
    private static string Sha1(Pdu pdu) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(pdu.Id.ToString())));
}

using System.Security.Cryptography;
using System.Text;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Protocol.StateResolution;

namespace Vestnik.Protocol.Tests.StateResolution;

/// <summary>
/// State resolution written from the text of the specification, sentence by sentence and without any cleverness:
/// sets are sets, chains are walked to their end, orderings choose the smallest each time.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v1/#state-resolution, v2 and v12</remarks>
internal sealed class SlowResolution(RoomVersion version, IEventGraph graph)
{
    private readonly Dictionary<EventId, HashSet<EventId>> chains = [];

    public Dictionary<(string Type, string StateKey), EventId> Resolve(
        IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states) =>
        version.StateResolution == StateResolutionAlgorithm.V1 ? ResolveFirst(states) : ResolveSecond(states);

    /// <summary>"the auth difference is the union of C_i minus the intersection of C_i"</summary>
    public HashSet<EventId> AuthDifference(IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states)
    {
        var full = states.Select(state => state.Values.SelectMany(Chain).ToHashSet()).ToArray();
        return full.SelectMany(chain => chain).Where(id => !full.All(chain => chain.Contains(id))).ToHashSet();
    }

    /// <summary>"The union of all such paths between any pair of events in the conflicted state set (including endpoints)"</summary>
    public HashSet<EventId> ConflictedSubgraph(HashSet<EventId> conflicted) =>
        [.. conflicted, .. conflicted.SelectMany(Chain).Where(id => Chain(id).Overlaps(conflicted))];

    private Dictionary<(string Type, string StateKey), EventId> ResolveSecond(
        IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states)
    {
        var revised = version.StateResolution == StateResolutionAlgorithm.V2Revised;

        // "If a given key K is present in every S_i with the same value V in each state map, then the pair (K, V)
        // belongs to the unconflicted state map. Otherwise, V belongs to the conflicted state set."
        var unconflicted = states.SelectMany(state => state).Distinct()
            .Where(entry => states.All(state => state.TryGetValue(entry.Key, out var id) && id == entry.Value))
            .ToDictionary();
        var conflicted = states.SelectMany(state => state)
            .Where(entry => !unconflicted.ContainsKey(entry.Key))
            .Select(entry => entry.Value)
            .ToHashSet();

        var fullConflicted = conflicted.Union(AuthDifference(states)).ToHashSet();
        if (revised)
        {
            fullConflicted.UnionWith(ConflictedSubgraph(conflicted));
        }

        // 1.
        var power = fullConflicted.Where(IsPowerEvent).ToHashSet();
        var list = power.Union(power.SelectMany(Chain).Where(fullConflicted.Contains)).ToHashSet();

        // 2.
        var partial = IterativeAuthChecks(revised ? [] : unconflicted, ReverseTopologicalPowerOrdering(list));

        // 3.
        var rest = fullConflicted.Except(list);
        var mainline = Mainline(partial.TryGetValue((EventType.PowerLevels, ""), out var levels) ? levels : null);

        // 4.
        var resolved = IterativeAuthChecks(partial, MainlineOrdering(rest, mainline));

        // 5.
        foreach (var (key, id) in unconflicted)
        {
            resolved[key] = id;
        }

        return resolved;
    }

    private Dictionary<(string Type, string StateKey), EventId> ResolveFirst(
        IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states)
    {
        var candidates = states.SelectMany(state => state).GroupBy(entry => entry.Key, entry => entry.Value)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
        var result = candidates.Where(entry => entry.Value.Length == 1).ToDictionary(entry => entry.Key, entry => entry.Value[0]);

        foreach (var kind in new[] { EventType.PowerLevels, EventType.JoinRules, EventType.Member })
        {
            var before = new Dictionary<(string Type, string StateKey), EventId>(result);
            foreach (var (key, ids) in candidates.Where(entry => entry.Key.Type == kind && entry.Value.Length > 1))
            {
                var sorted = ids.Select(Event).OrderBy(e => e.Depth).ThenByDescending(Sha1, StringComparer.Ordinal).ToArray();
                var state = new Dictionary<(string Type, string StateKey), EventId>(before) { [key] = sorted[0].Id };
                foreach (var next in sorted.Skip(1))
                {
                    if (!EventAuthorization.Check(next, version, new View(this, state, null)).IsAllowed)
                    {
                        break;
                    }

                    state[key] = next.Id;
                }

                result[key] = state[key];
            }
        }

        var afterAuth = new Dictionary<(string Type, string StateKey), EventId>(result);
        foreach (var (key, ids) in candidates.Where(entry => entry.Value.Length > 1 && !result.ContainsKey(entry.Key)))
        {
            var allowed = ids.Select(Event).Where(e => EventAuthorization.Check(e, version, new View(this, afterAuth, null)).IsAllowed).ToArray();
            if (allowed.Length > 0)
            {
                result[key] = allowed.OrderByDescending(e => e.Depth).ThenBy(Sha1, StringComparer.Ordinal).First().Id;
            }
        }

        return result;
    }

    private Dictionary<(string Type, string StateKey), EventId> IterativeAuthChecks(
        Dictionary<(string Type, string StateKey), EventId> initial, IEnumerable<EventId> sorted)
    {
        var state = new Dictionary<(string Type, string StateKey), EventId>(initial);
        foreach (var pdu in sorted.Select(Event))
        {
            if (EventAuthorization.Check(pdu, version, new View(this, state, pdu)).IsAllowed)
            {
                state[(pdu.Type, pdu.StateKey!)] = pdu.Id;
            }
        }

        return state;
    }

    /// <summary>"at each step selecting, among all the candidate vertices, the smallest vertex"</summary>
    public List<EventId> ReverseTopologicalPowerOrdering(HashSet<EventId> events)
    {
        var sorted = new List<EventId>();
        var left = new HashSet<EventId>(events);
        while (left.Count > 0)
        {
            var next = left.Where(id => !Event(id).AuthEvents.Any(left.Contains))
                .OrderByDescending(id => SenderPower(Event(id)))
                .ThenBy(id => Event(id).OriginServerTimestamp)
                .ThenBy(id => id.ToString(), StringComparer.Ordinal)
                .First();
            sorted.Add(next);
            left.Remove(next);
        }

        return sorted;
    }

    private List<EventId> Mainline(EventId? levels)
    {
        var mainline = new List<EventId>();
        for (var at = levels; at is { } id; at = PowerLevelsOf(Event(id)))
        {
            mainline.Add(id);
        }

        return mainline;
    }

    private IEnumerable<EventId> MainlineOrdering(IEnumerable<EventId> events, List<EventId> mainline) => events
        .OrderByDescending(id => MainlinePosition(id, mainline))
        .ThenBy(id => Event(id).OriginServerTimestamp)
        .ThenBy(id => id.ToString(), StringComparer.Ordinal);

    private double MainlinePosition(EventId e, List<EventId> mainline)
    {
        for (var at = PowerLevelsOf(Event(e)); at is { } id; at = PowerLevelsOf(Event(id)))
        {
            if (mainline.Contains(id))
            {
                return mainline.IndexOf(id);
            }
        }

        return double.PositiveInfinity;
    }

    private long SenderPower(Pdu pdu)
    {
        var levels = PowerLevelsOf(pdu) is { } id ? Event(id) : null;
        return PowerLevels.Of(levels, Create(pdu), version).UserLevel(pdu.Sender);
    }

    private Pdu? Create(Pdu pdu) =>
        pdu.AuthEvents.Select(Event).FirstOrDefault(e => e.Type == EventType.Create)
        ?? (version.RoomIds == RoomIdFormat.CreateEventHash ? graph.Find(EventId.Parse("$" + pdu.Room.ToString()[1..])) : null);

    private EventId? PowerLevelsOf(Pdu pdu) =>
        pdu.AuthEvents.Select(Event).FirstOrDefault(e => e.Type == EventType.PowerLevels)?.Id;

    private bool IsPowerEvent(EventId id)
    {
        var pdu = Event(id);
        return pdu.Type is EventType.PowerLevels or EventType.JoinRules
            || (pdu.Type == EventType.Member
                && pdu.Member.Membership is Membership.Leave or Membership.Ban
                && pdu.Sender.ToString() != pdu.StateKey);
    }

    private HashSet<EventId> Chain(EventId id)
    {
        if (chains.TryGetValue(id, out var known))
        {
            return known;
        }

        var chain = new HashSet<EventId>();
        var waiting = new Queue<EventId>(Event(id).AuthEvents);
        while (waiting.TryDequeue(out var next))
        {
            if (chain.Add(next))
            {
                foreach (var further in Event(next).AuthEvents)
                {
                    waiting.Enqueue(further);
                }
            }
        }

        return chains[id] = chain;
    }

    private bool IsRejected(EventId id) => graph.IsRejected(id);

    private Pdu Event(EventId id) => graph.Find(id)!;

    private static string Sha1(Pdu pdu) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(pdu.Id.ToString())));

    private sealed class View(SlowResolution resolution, Dictionary<(string Type, string StateKey), EventId> state, Pdu? candidate) : IRoomState
    {
        public Pdu? Find(string type, string stateKey)
        {
            if (state.TryGetValue((type, stateKey), out var id))
            {
                return resolution.Event(id);
            }

            if (candidate is null)
            {
                return null;
            }

            var named = type == EventType.Create
                ? resolution.Create(candidate)
                : candidate.AuthEvents.Select(resolution.Event).FirstOrDefault(e => e.Is(type, stateKey));
            return named is not null && !resolution.IsRejected(named.Id) ? named : null;
        }
    }
}

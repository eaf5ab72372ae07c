using System.Collections.Immutable;
using System.Text;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;
using Vestnik.Protocol.StateResolution;

namespace Vestnik.Protocol.Tests.StateResolution;

/// <summary>A room whose servers lose each other: every branch goes on by itself, lawfully in its own eyes.</summary>
internal sealed class ForkedRoom(RoomVersion version, Random random) : IEventGraph
{
    private readonly Dictionary<EventId, (Pdu Event, long Rank)> events = [];
    private readonly HashSet<EventId> rejected = [];

    public int Count => events.Count;

    public RoomVersion Version => version;

    public RoomId? Id { get; private set; }

    public IEnumerable<Pdu> Events => events.Values.Select(entry => entry.Event);

    public Pdu? Find(EventId id) => events.TryGetValue(id, out var entry) ? entry.Event : null;

    public long Rank(EventId id) => events.TryGetValue(id, out var entry) ? entry.Rank : 0;

    public bool IsRejected(EventId id) => rejected.Contains(id);

    public void Reject(EventId id) => rejected.Add(id);

    /// <summary>Adds an event after a branch's head, naming the auth events of the branch's state.</summary>
    /// <returns>What the rules say; when they reject the event, nothing is added.</returns>
    public Verdict TryAdd(Branch branch, UserId sender, string type, string stateKey, string content, long? timestamp = null)
    {
        var canonical = CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(content), version.Numbers).Must();
        var hashedCreate = type == EventType.Create && version.RoomIds == RoomIdFormat.CreateEventHash;
        var pdu = new EventDraft
        {
            Room = hashedCreate ? null : Id ?? RoomId.Parse($"!room:{sender.Server}"),
            Sender = sender,
            Type = type,
            StateKey = stateKey,
            Content = canonical,
            PrevEvents = [.. branch.Heads],
            AuthEvents = [.. EventAuthorization.AuthTypes(type, sender, stateKey, canonical, version)
                .Where(branch.State.ContainsKey)
                .Select(key => branch.State[key])],
            Depth = branch.Depth + 1,
            // Few different times, so that ties are common; the nonce below keeps events apart.
            OriginServerTimestamp = timestamp ?? random.Next(1_000, 1_200),
            Id = version.EventIds == EventIdFormat.Opaque ? EventId.Parse($"$e{events.Count}x{random.Next()}:{sender.Server}") : null,
        }.Build(version).Must();
        var verdict = EventAuthorization.Check(pdu, version, new BranchState(this, branch));
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        Id ??= pdu.Room;
        events.Add(pdu.Id, (pdu, events.Count + 1));
        branch.State = branch.State.SetItem((type, stateKey), pdu.Id);
        branch.Heads = [pdu.Id];
        branch.Depth++;
        return verdict;
    }

    internal sealed class Branch
    {
        public ImmutableDictionary<(string Type, string StateKey), EventId> State { get; set; } =
            ImmutableDictionary<(string Type, string StateKey), EventId>.Empty;

        public ImmutableArray<EventId> Heads { get; set; } = [];

        public long Depth { get; set; }

        public Branch Fork() => new() { State = State, Heads = Heads, Depth = Depth };
    }

    private sealed class BranchState(ForkedRoom room, Branch branch) : IRoomState
    {
        public Pdu? Find(string type, string stateKey) =>
            branch.State.TryGetValue((type, stateKey), out var id) ? room.Find(id) : null;
    }
}

using System.Collections.Immutable;
using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Rooms;

/// <summary>The state of a room at one point: an immutable map from type and state key to the event. Successors share structure.</summary>
public sealed class RoomState : IRoomState
{
    private static readonly ImmutableDictionary<string, TimelineEvent> NoKeys =
        ImmutableDictionary.Create<string, TimelineEvent>(StringComparer.Ordinal);

    private readonly ImmutableDictionary<string, ImmutableDictionary<string, TimelineEvent>> types;

    private RoomState(ImmutableDictionary<string, ImmutableDictionary<string, TimelineEvent>> types, int count) =>
        (this.types, Count) = (types, count);

    public static RoomState Empty { get; } =
        new(ImmutableDictionary.Create<string, ImmutableDictionary<string, TimelineEvent>>(StringComparer.Ordinal), 0);

    /// <summary>Number of pieces of state.</summary>
    public int Count { get; }

    /// <summary>Every piece of state, in no particular order.</summary>
    public IEnumerable<TimelineEvent> All => types.Values.SelectMany(keys => keys.Values);

    /// <summary>Every piece of state of another type, without a look at those of this type.</summary>
    public IEnumerable<TimelineEvent> AllBut(string type) =>
        types.Where(of => of.Key != type).SelectMany(of => of.Value.Values);

    public static RoomState Of(IEnumerable<TimelineEvent> events)
    {
        var byType = new Dictionary<string, ImmutableDictionary<string, TimelineEvent>.Builder>(StringComparer.Ordinal);
        var count = 0;
        foreach (var placed in events)
        {
            if (!byType.TryGetValue(placed.Event.Type, out var keys))
            {
                byType.Add(placed.Event.Type, keys = NoKeys.ToBuilder());
            }

            keys[placed.Event.StateKey!] = placed;
            count++;
        }

        return new(byType.ToImmutableDictionary(type => type.Key, type => type.Value.ToImmutable(), StringComparer.Ordinal), count);
    }

    /// <summary>The event in this place, or null.</summary>
    public TimelineEvent? At(string type, string stateKey) =>
        types.TryGetValue(type, out var keys) && keys.TryGetValue(stateKey, out var placed) ? placed : null;

    public Pdu? Find(string type, string stateKey) => At(type, stateKey)?.Event;

    /// <summary>Every piece of state of a type, by state key.</summary>
    public IReadOnlyDictionary<string, TimelineEvent> OfType(string type) => types.GetValueOrDefault(type, NoKeys);

    /// <summary>The state after an event; the same where the event is not state.</summary>
    public RoomState With(TimelineEvent placed)
    {
        if (placed.Event.StateKey is not { } key)
        {
            return this;
        }

        var keys = types.GetValueOrDefault(placed.Event.Type, NoKeys);
        return new(types.SetItem(placed.Event.Type, keys.SetItem(key, placed)), keys.ContainsKey(key) ? Count : Count + 1);
    }
}

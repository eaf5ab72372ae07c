using Vestnik.Protocol.Identifiers;

namespace Vestnik.Protocol.StateResolution;

/// <summary>What the states agree on, and what they do not.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/#definitions</remarks>
internal sealed class StateSplit
{
    private StateSplit()
    {
    }

    /// <summary>The entries that every state has with the same event.</summary>
    public Dictionary<(string Type, string StateKey), EventId> Unconflicted { get; } = [];

    /// <summary>Every other event of any state.</summary>
    public HashSet<EventId> Conflicted { get; } = [];

    public static StateSplit Of(IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states)
    {
        var split = new StateSplit();
        foreach (var (key, id) in states[0])
        {
            if (IsEverywhere(states, key, id))
            {
                split.Unconflicted.Add(key, id);
            }
        }

        foreach (var state in states)
        {
            foreach (var (key, id) in state)
            {
                if (!split.Unconflicted.ContainsKey(key))
                {
                    split.Conflicted.Add(id);
                }
            }
        }

        return split;
    }

    private static bool IsEverywhere(
        IReadOnlyList<IReadOnlyDictionary<(string Type, string StateKey), EventId>> states, (string Type, string StateKey) key, EventId id)
    {
        for (var i = 1; i < states.Count; i++)
        {
            if (!states[i].TryGetValue(key, out var other) || other != id)
            {
                return false;
            }
        }

        return true;
    }
}

using System.Collections.Immutable;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>Which state of a room a device wants. Two that ask for the same are equal.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186 (RequiredStateRequest)</remarks>
public sealed class RequiredState : IEquatable<RequiredState>
{
    private readonly ImmutableArray<StatePattern> include;
    private readonly ImmutableArray<StatePattern> exclude;
    private readonly string text;

    public RequiredState(IEnumerable<StatePattern> include, IEnumerable<StatePattern> exclude, bool lazyMembers)
    {
        this.include = [.. Sorted(include)];
        this.exclude = [.. Sorted(exclude)];
        LazyMembers = lazyMembers;
        text = $"{string.Join('\n', this.include)}\n-\n{string.Join('\n', this.exclude)}\n{lazyMembers}";
    }

    /// <summary>Members where the timeline needs them.</summary>
    public bool LazyMembers { get; }

    /// <summary>Every wanted place is named: nothing has to be searched.</summary>
    public bool IsExact => include.All(pattern => pattern.IsExact);

    /// <summary>The named places, some of which may be unwanted all the same.</summary>
    public IEnumerable<StatePattern> Exact => include.Where(pattern => pattern.IsExact);

    /// <summary>Some pattern takes members in without naming them.</summary>
    public bool SearchesMembers => include.Any(pattern =>
        !pattern.IsExact && pattern.Key is null or ['@', ..] && Matches(pattern, EventType.Member, pattern.Key ?? "@"));

    public bool Wants(string type, string key)
    {
        foreach (var pattern in include)
        {
            if (Matches(pattern, type, key))
            {
                return !exclude.Any(unwanted => unwanted.Matches(type, key));
            }
        }

        return false;
    }

    public bool Equals(RequiredState? other) => other is not null && text == other.text;

    public override bool Equals(object? obj) => Equals(obj as RequiredState);

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    // Everything, with members as the timeline needs them: the members are not part of everything then.
    private bool Matches(StatePattern pattern, string type, string key) =>
        pattern.Matches(type, key) && !(LazyMembers && type == EventType.Member && pattern is { Type: null, Key: null });

    private static IEnumerable<StatePattern> Sorted(IEnumerable<StatePattern> patterns) =>
        patterns.Distinct().OrderBy(pattern => pattern.Type, StringComparer.Ordinal).ThenBy(pattern => pattern.Key, StringComparer.Ordinal);
}

/// <summary>A place in the state, or many.</summary>
/// <param name="Type">Null for every type.</param>
/// <param name="Key">Null for every state key.</param>
public readonly record struct StatePattern(string? Type, string? Key)
{
    public bool IsExact => Type is not null && Key is not null;

    public override string ToString() => $"{Spelled(Type)} {Spelled(Key)}";

    public bool Matches(string type, string key) => (Type is null || Type == type) && (Key is null || Key == key);

    private static string Spelled(string? part) => part is null ? "*" : $"={part}";
}

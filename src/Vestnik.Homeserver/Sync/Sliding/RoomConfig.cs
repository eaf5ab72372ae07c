using System.Collections.Immutable;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>How much of a room a device wants.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186 (room config)</remarks>
public sealed record RoomConfig
{
    private const int MostStates = 16;

    /// <summary>The latest events, at most so many.</summary>
    public required int TimelineLimit { get; init; }

    /// <summary>State that any of these wants is sent.</summary>
    public required ImmutableArray<RequiredState> States { get; init; }

    public bool LazyMembers => States.Any(state => state.LazyMembers);

    public bool Wants(string type, string key) => States.Any(state => state.Wants(type, key));

    /// <summary>What either of the two wants.</summary>
    public RoomConfig And(RoomConfig other) => this with
    {
        TimelineLimit = Math.Max(TimelineLimit, other.TimelineLimit),
        States = other.States.All(state => States.Contains(state)) ? States : [.. States.Union(other.States)],
    };

    /// <summary>Nothing of the state is wanted beyond what another wants; may be wrong in saying no.</summary>
    public bool IsWithin(RoomConfig other) => States.All(state => other.States.Contains(state));

    /// <summary>What a device has that got all of <paramref name="before"/> and of this while nothing changed.</summary>
    public RoomConfig Beside(RoomConfig before) => And(before) is { States.Length: <= MostStates } both ? both : this;
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>What one device asks of sliding sync: which rooms, how much of each, and what else.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186</remarks>
public sealed record SlidingRequest
{
    public required UserId User { get; init; }

    public required DeviceId Device { get; init; }

    public required long SessionId { get; init; }

    /// <summary>The device's name for this connection; empty for the one without a name.</summary>
    public string ConnectionId { get; init; } = "";

    /// <summary>The position of the last answer that the device has; null begins the connection anew.</summary>
    public string? Position { get; init; }

    /// <summary>How long to wait for news.</summary>
    public TimeSpan Timeout { get; init; }

    public required IReadOnlyDictionary<string, SlidingList> Lists { get; init; }

    public required IReadOnlyDictionary<RoomId, RoomConfig> Subscriptions { get; init; }

    public required SlidingExtensions Extensions { get; init; }

    public SlidingNames Names { get; init; } = SlidingNames.Unstable;
}

/// <summary>A list of rooms by recent activity, and the part of it that the device looks at.</summary>
public sealed record SlidingList
{
    public required RoomConfig Config { get; init; }

    /// <summary>Null for the whole list.</summary>
    public required ImmutableArray<SlidingRange>? Ranges { get; init; }

    public required SlidingFilter Filter { get; init; }
}

/// <summary>Places in a list from 0, both ends included.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SlidingRange(long First, long Last);

/// <summary>What the device wants beside rooms.</summary>
public sealed record SlidingExtensions
{
    public static SlidingExtensions None { get; } = new();

    public bool ToDevice { get; init; }

    /// <summary>The position up to which the device has its messages; 0 for none.</summary>
    public long ToDeviceSince { get; init; }

    public int ToDeviceLimit { get; init; } = 100;

    public bool EndToEnd { get; init; }

    /// <summary>Null when it is not wanted.</summary>
    public ExtensionScope? AccountData { get; init; }

    /// <summary>Null when they are not wanted.</summary>
    public ExtensionScope? Receipts { get; init; }

    /// <summary>Null when it is not wanted.</summary>
    public ExtensionScope? Typing { get; init; }
}

/// <summary>Of which of the rooms in sight an extension tells.</summary>
/// <param name="Lists">The rooms of these lists; null for those of every list.</param>
/// <param name="Rooms">These rooms; null for every one that is subscribed to.</param>
public sealed record ExtensionScope(ImmutableHashSet<string>? Lists, ImmutableHashSet<string>? Rooms);

/// <summary>The members of a room's result that have other names on the path with the proposal's own version than on the one that clients use today.</summary>
public sealed record SlidingNames(string Timeline, string StrippedState, string ExpandedTimeline)
{
    public static SlidingNames Unstable { get; } = new("timeline", "invite_state", "unstable_expanded_timeline");

    public static SlidingNames Stable { get; } = new("timeline_events", "stripped_state", "expanded_timeline");
}

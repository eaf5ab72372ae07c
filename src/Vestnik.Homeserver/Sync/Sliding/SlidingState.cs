using System.Collections.Immutable;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>What a connection has been given up to one of its positions. Immutable: an answer that gets lost leaves the state before it as it was.</summary>
internal sealed record SlidingState
{
    /// <summary>Where the streams stood at the last answer.</summary>
    public required SyncToken Token { get; init; }

    public required ImmutableDictionary<RoomId, SentRoom> Rooms { get; init; }

    /// <summary>The length of each list, as told.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>Changes of device lists were told up to here; null when none ever were.</summary>
    public SyncToken? DeviceLists { get; init; }

    /// <summary>Account data was told up to this position of the user's shard; null when none ever was.</summary>
    public long? AccountData { get; init; }

    /// <summary>The same for the account data of rooms.</summary>
    public ImmutableDictionary<RoomId, long> RoomData { get; init; } = ImmutableDictionary<RoomId, long>.Empty;

    /// <summary>Up to which position of the room's shard receipts were told.</summary>
    public ImmutableDictionary<RoomId, long> Receipts { get; init; } = ImmutableDictionary<RoomId, long>.Empty;

    /// <summary>The rooms of which it was told who is typing.</summary>
    public IReadOnlySet<RoomId> Typing { get; init; } = ImmutableHashSet<RoomId>.Empty;
}

/// <summary>What a connection has of a room.</summary>
internal sealed record SentRoom
{
    /// <summary>Everything up to this position of the room's shard.</summary>
    public required long UpTo { get; init; }

    /// <summary>How much of the state.</summary>
    public required RoomConfig Config { get; init; }

    /// <summary>So many of the latest events without a gap.</summary>
    public required int Depth { get; init; }

    /// <summary>Members that were sent because the timeline needed them.</summary>
    public required ImmutableHashSet<string> Members { get; init; }

    public required RoomFace Face { get; init; }
}

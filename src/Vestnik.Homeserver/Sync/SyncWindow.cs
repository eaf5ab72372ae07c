using System.Collections.Immutable;
using Vestnik.Protocol.Filters;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>One answer's part of the streams: what lies after <see cref="Since"/> and up to <see cref="Until"/>, for one device.</summary>
internal sealed record SyncWindow
{
    public required SyncRequest Request { get; init; }

    public required UserFeed Feed { get; init; }

    /// <summary>Null for the first answer of all.</summary>
    public required SyncToken? Since { get; init; }

    /// <summary>The visible positions, taken before anything is read.</summary>
    public required SyncToken Until { get; init; }

    /// <summary>People whose messages the user does not want.</summary>
    public required ImmutableHashSet<UserId> Ignored { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long Now { get; init; }

    /// <summary>With whom the user may have begun or ended to share a room: collected by the rooms, told by the device lists.</summary>
    public HashSet<UserId> Met { get; } = [];

    /// <inheritdoc cref="Met"/>
    public HashSet<UserId> Parted { get; } = [];

    public UserId User => Request.User;

    public SyncFilter Filter => Request.Filter;

    /// <summary>Members only where the timeline needs them.</summary>
    public bool LazyMembers => Filter.Room.State.LazyLoadMembers;

    /// <summary>The position of a shard after which everything is new.</summary>
    public long After(int shard) => Since?.At(shard) ?? 0;
}

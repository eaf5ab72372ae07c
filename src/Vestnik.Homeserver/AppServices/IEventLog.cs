using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.AppServices;

/// <summary>Reads the log in its own order, room after room as it was written.</summary>
public interface IEventLog
{
    /// <summary>The next events of a shard after one position and up to another, oldest first.</summary>
    ValueTask<IReadOnlyList<LoggedEvent>> AfterAsync(int shard, long position, long upTo, int limit, CancellationToken cancel);

    /// <summary>The rooms in which a receipt has moved after these positions of the shards. Looks at every receipt: for a start, not for every day.</summary>
    ValueTask<IReadOnlyList<RoomId>> ReadAfterAsync(IReadOnlyList<long> positions, CancellationToken cancel);
}

/// <param name="Room">Where it was said.</param>
/// <param name="Event">What was said.</param>
public sealed record LoggedEvent(RoomId Room, TimelineEvent Event);

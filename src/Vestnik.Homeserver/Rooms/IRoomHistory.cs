using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Reads what a room's view no longer holds in memory: older events and earlier state.</summary>
public interface IRoomHistory
{
    /// <summary>
    /// Events beside <paramref name="sequence"/>, nearest first: backwards those up to and including it, forwards those
    /// after it.
    /// </summary>
    ValueTask<IReadOnlyList<TimelineEvent>> PageAsync(RoomId room, long sequence, bool backwards, int limit, CancellationToken cancel);

    /// <summary>The event of this room with this id, or null.</summary>
    ValueTask<TimelineEvent?> EventAsync(RoomId room, EventId id, CancellationToken cancel);

    /// <summary>The rooms that hold an event of this id; hardly ever more than one, and perhaps one that does not.</summary>
    ValueTask<IReadOnlyList<RoomId>> RoomsOfAsync(EventId id, CancellationToken cancel);

    /// <summary>The state after the event with this sequence; empty for 0.</summary>
    ValueTask<RoomState> StateAtAsync(RoomId room, long sequence, CancellationToken cancel);

    /// <summary>The piece of state in force after the event with this sequence, or null.</summary>
    ValueTask<TimelineEvent?> StateAtAsync(RoomId room, string type, string stateKey, long sequence, CancellationToken cancel);

    /// <summary>Every event that held this piece of state, oldest first.</summary>
    ValueTask<IReadOnlyList<TimelineEvent>> ChangesAsync(RoomId room, string type, string stateKey, CancellationToken cancel);

    /// <summary>State events with a sequence in (<paramref name="after"/>, <paramref name="upTo"/>], oldest first.</summary>
    ValueTask<IReadOnlyList<TimelineEvent>> StateBetweenAsync(RoomId room, long after, long upTo, CancellationToken cancel);

    /// <summary>The sequence of the room's last event that is not behind this position of its shard; 0 when there is none.</summary>
    ValueTask<long> SequenceAtAsync(RoomId room, long position, CancellationToken cancel);
}

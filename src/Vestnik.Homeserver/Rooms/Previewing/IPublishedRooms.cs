using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Previewing;

/// <summary>The rooms that want to be found by everybody.</summary>
public interface IPublishedRooms
{
    ValueTask<bool> HasAsync(RoomId room, CancellationToken cancel);

    ValueTask<IReadOnlyList<RoomId>> AllAsync(CancellationToken cancel);

    /// <summary>Puts a room on the list or takes it off; nothing happens where it is so already.</summary>
    Task SetAsync(RoomId room, bool published);
}

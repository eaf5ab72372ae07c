using Vestnik.Homeserver.AppServices;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Previewing;

/// <summary>The rooms that want to be found by everybody.</summary>
public interface IPublishedRooms
{
    ValueTask<bool> HasAsync(RoomId room, CancellationToken cancel);

    ValueTask<IReadOnlyList<RoomId>> AllAsync(CancellationToken cancel);

    /// <summary>The rooms on the list of one network, or those on whatever list where none is named.</summary>
    ValueTask<IReadOnlyList<RoomId>> InNetworkAsync(NetworkName? network, CancellationToken cancel);

    /// <summary>Puts a room on the list of a network or takes it off.</summary>
    Task SetAsync(NetworkName network, RoomId room, bool published);

    /// <summary>Puts a room on the list or takes it off; nothing happens where it is so already.</summary>
    Task SetAsync(RoomId room, bool published);
}

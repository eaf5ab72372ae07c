using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Notices;

/// <summary>Which room is the one in which the server speaks to a person.</summary>
public interface INoticeRooms
{
    ValueTask<RoomId?> FindAsync(UserId user, CancellationToken cancel);

    /// <summary>From now on this is the person's room.</summary>
    Task KeepAsync(UserId user, RoomId room);
}

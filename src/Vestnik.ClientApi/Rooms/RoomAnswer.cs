using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary>An answer that names a room.</summary>
internal sealed record RoomAnswer(string RoomId)
{
    public static RoomAnswer Of(RoomId room) => new(room.ToString());
}

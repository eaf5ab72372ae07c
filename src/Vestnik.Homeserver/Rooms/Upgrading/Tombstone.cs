using System.Text;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Upgrading;

/// <summary>The event that says where a room has moved.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroomtombstone</remarks>
public static class Tombstone
{
    /// <summary>Null unless the event would send people from a room into the same room.</summary>
    public static MatrixError? Objection(RoomId room, string type, ReadOnlyMemory<byte> content) =>
        type == EventType.Tombstone && ContentText.Find(content, "replacement_room") == room.ToString()
            ? MatrixError.InvalidParam("A room cannot be replaced by itself.")
            : null;

    // A room id of ours holds no character that JSON escapes.
    internal static NewEvent Of(UserId user, RoomId successor) => new()
    {
        Sender = user,
        Type = EventType.Tombstone,
        StateKey = "",
        Content = Encoding.ASCII.GetBytes($"{{\"body\":\"This room has been replaced\",\"replacement_room\":\"{successor}\"}}"),
    };
}

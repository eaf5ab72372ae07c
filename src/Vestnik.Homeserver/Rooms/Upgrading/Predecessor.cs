using System.Text.Json;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Upgrading;

/// <summary>The room whose place another one took.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroomcreate</remarks>
internal static class Predecessor
{
    /// <summary>Null where the room names none.</summary>
    public static RoomId? Of(RoomView view)
    {
        if (view.State.Find(EventType.Create, "") is not { } create)
        {
            return null;
        }

        using var content = JsonDocument.Parse(create.Content);
        return content.RootElement.TryGetProperty("predecessor", out var predecessor) && predecessor.ValueKind == JsonValueKind.Object
            && predecessor.TryGetProperty("room_id", out var id) && id.ValueKind == JsonValueKind.String
            && RoomId.TryParse(id.GetString(), out var room)
                ? room
                : null;
    }
}

using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Json;

namespace Vestnik.ClientApi.Rooms;

/// <summary>Reads what a request wants to send into a room, before the room is asked.</summary>
internal static class EventBody
{
    /// <summary>The canonical content, by the rules of the room's version.</summary>
    public static Outcome<ReadOnlyMemory<byte>> Read(RawJson body, RoomView view)
    {
        var json = body.Bytes.IsEmpty ? "{}"u8 : body.Bytes.Span;
        if (!CanonicalJson.Canonicalize(json, view.Version.Numbers).Accepted(out var content, out var refusal))
        {
            return refusal;
        }

        return content[0] == (byte)'{'
            ? (ReadOnlyMemory<byte>)content
            : MatrixError.BadJson("The content of an event is a JSON object.");
    }

    /// <summary>One sentence for a room that is not there and one that the person may not know of.</summary>
    public static MatrixError NotHere { get; } = MatrixError.Forbidden("You are not in this room, or there is no such room.");
}

using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Streams;

/// <summary>Who is typing.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mtyping</remarks>
internal sealed class TypingStream(Typing typing)
{
    private const string Type = "m.typing";

    /// <summary>The serial that the token's device has heard of; -1 when it has heard of nothing.</summary>
    public long Knows(SyncToken since) => since.TypingEpoch == typing.Epoch ? since.TypingSerial : -1;

    /// <returns>True when there was something.</returns>
    public bool Write(SyncWindow window, RoomView view, bool whole, AnswerBuffer output, JsonList events)
    {
        if (!window.Filter.Room.Ephemeral.MatchesType(Type))
        {
            return false;
        }

        var (users, serial) = typing.In(view.Id);
        var knows = window.Since is { } since && !whole ? Knows(since) : -1;
        if (serial <= knows || (knows < 0 && users.Count == 0))
        {
            return false;
        }

        events.Next(output);
        Write(window.Ignored.Count == 0 ? users : users.Where(user => !window.Ignored.Contains(user)), room: null, output);
        return true;
    }

    /// <summary>Who types, as clients and application services read it.</summary>
    /// <param name="users">Who types.</param>
    /// <param name="room">Set where the answer does not say the room elsewhere.</param>
    /// <param name="output">Gets a JSON object.</param>
    public static void Write(IEnumerable<UserId> users, RoomId? room, AnswerBuffer output)
    {
        output.Append("{\"type\":\"m.typing\""u8);
        if (room is { } place)
        {
            output.Append(",\"room_id\":"u8);
            output.AppendText(place.ToString());
        }

        output.Append(",\"content\":{\"user_ids\":["u8);
        var list = new JsonList();
        foreach (var user in users)
        {
            list.Next(output);
            output.AppendText(user.ToString());
        }

        output.Append("]}}"u8);
    }
}

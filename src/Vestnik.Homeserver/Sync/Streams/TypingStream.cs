using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Rooms;

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
        output.Append("{\"type\":\"m.typing\",\"content\":{\"user_ids\":["u8);
        var list = new JsonList();
        foreach (var user in users)
        {
            if (!window.Ignored.Contains(user))
            {
                list.Next(output);
                output.AppendText(user.ToString());
            }
        }

        output.Append("]}}"u8);
        return true;
    }
}

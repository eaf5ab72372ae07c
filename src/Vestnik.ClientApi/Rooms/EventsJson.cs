using System.Buffers;
using Vestnik.Homeserver.Rooms;
using Vestnik.Http;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Rooms;

/// <summary>Answers that hold events: the shared bytes of each, with a tail for the reader.</summary>
internal static class EventsJson
{
    public static ClientEvent.Reader ReaderOf(Requester requester, RoomId room, TimeProvider clock) => new()
    {
        Now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        SessionId = requester.SessionId,
        User = requester.UserId,
        Room = room,
    };

    public static RawAnswer One(TimelineEvent placed, ClientEvent.Reader reader)
    {
        var output = new ArrayBufferWriter<byte>(placed.ClientJson.Length + 256);
        ClientEvent.Write(output, placed, reader);
        return new RawAnswer(output.WrittenMemory);
    }

    public static void WriteArray(IBufferWriter<byte> output, IEnumerable<TimelineEvent> events, ClientEvent.Reader reader)
    {
        output.Write("["u8);
        var first = true;
        foreach (var placed in events)
        {
            if (!first)
            {
                output.Write(","u8);
            }

            first = false;
            ClientEvent.Write(output, placed, reader);
        }

        output.Write("]"u8);
    }

    /// <summary>Writes the name of a member and its text, which must need no escapes: tokens do not.</summary>
    public static void WriteToken(IBufferWriter<byte> output, ReadOnlySpan<byte> prefix, string token)
    {
        output.Write(prefix);
        output.Write("\""u8);
        output.Write(System.Text.Encoding.ASCII.GetBytes(token));
        output.Write("\""u8);
    }
}

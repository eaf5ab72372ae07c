using System.Buffers;
using System.Text.Json;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Rooms.Disappearing;

/// <summary>An event whose time is over, as readers see it from then on.</summary>
public static class Disappeared
{
    /// <summary>Stands in the content of redactions that the server makes because a time was over.</summary>
    public const string Mark = "io.vestnik.disappeared";

    /// <summary>What a redaction of such an event says.</summary>
    internal static ReadOnlyMemory<byte> RedactionContent { get; } = "{\"io.vestnik.disappeared\":true}"u8.ToArray();

    /// <summary>What is left of an event.</summary>
    public static TimelineEvent Of(TimelineEvent placed, RoomVersion version)
    {
        var left = Redaction.Redact(placed.Event, version);
        return placed with { Event = left, ClientJson = ClientEvent.Serialize(left), SharedUnsigned = Because(left), Redacted = true };
    }

    /// <summary>A part of <c>unsigned</c> by which clients know that the event is redacted, though no event of the room says so.</summary>
    public static ReadOnlyMemory<byte> Because(Pdu left)
    {
        var output = new ArrayBufferWriter<byte>(320);
        output.Write(",\"redacted_because\":"u8);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartObject("content"u8);
            json.WriteBoolean(Mark, true);
            json.WriteString("redacts"u8, left.Id.ToString());
            json.WriteEndObject();
            json.WriteString("event_id"u8, $"{left.Id}-disappeared");
            json.WriteNumber("origin_server_ts"u8, left.OriginServerTimestamp);
            json.WriteString("redacts"u8, left.Id.ToString());
            json.WriteString("sender"u8, left.Sender.ToString());
            json.WriteString("type"u8, EventType.Redaction);
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }
}

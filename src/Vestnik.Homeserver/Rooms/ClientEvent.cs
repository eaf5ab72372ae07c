using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Vestnik.Homeserver.Rooms.Delayed;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Events as clients see them: one serialisation for all, and a small tail for each.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#room-event-format</remarks>
public static class ClientEvent
{
    /// <summary>What differs between the readers of an event.</summary>
    public readonly record struct Reader
    {
        /// <summary>Milliseconds since 1970, for <c>age</c>.</summary>
        public required long Now { get; init; }

        /// <summary>The reader's session: its own events carry their transaction id.</summary>
        public required long SessionId { get; init; }

        /// <summary>Who reads: senders see which of their delayed events came of which wish.</summary>
        public UserId User { get; init; }

        /// <summary>The reader's membership at the time of the event; null leaves it out.</summary>
        public Membership? Membership { get; init; }

        /// <summary>Set where the answer does not say the room elsewhere.</summary>
        public RoomId? Room { get; init; }
    }

    /// <summary>The shared part: see <see cref="TimelineEvent.ClientJson"/>.</summary>
    public static ReadOnlyMemory<byte> Serialize(Pdu pdu)
    {
        var output = new ArrayBufferWriter<byte>(pdu.Content.Length + 320);
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WritePropertyName("content"u8);
            json.WriteRawValue(ContentFor(pdu).Span, skipInputValidation: true);
            json.WriteString("event_id"u8, pdu.Id.ToString());
            json.WriteNumber("origin_server_ts"u8, pdu.OriginServerTimestamp);
            if (pdu.Redacts is { } target)
            {
                json.WriteString("redacts"u8, target.ToString());
            }

            json.WriteString("sender"u8, pdu.Sender.ToString());
            if (pdu.StateKey is { } key)
            {
                json.WriteString("state_key"u8, key);
            }

            json.WriteString("type"u8, pdu.Type);
        }

        return output.WrittenMemory;
    }

    /// <summary>Writes the whole event for one reader.</summary>
    public static void Write(IBufferWriter<byte> output, TimelineEvent placed, in Reader reader)
    {
        output.Write(placed.ClientJson.Span);
        if (reader.Room is { } room)
        {
            output.Write(",\"room_id\":"u8);
            WriteText(output, room.ToString());
        }

        output.Write(",\"unsigned\":{\"age\":"u8);
        WriteNumber(output, Math.Max(0, reader.Now - placed.Event.OriginServerTimestamp));
        output.Write(placed.SharedUnsigned.Span);
        if (reader.Membership is { } membership and not Membership.Unknown)
        {
            output.Write(",\"membership\":\""u8);
            output.Write(membership.Spelled());
            output.Write("\""u8);
        }

        if (placed.TransactionId is { } transaction)
        {
            WriteTransaction(output, placed, transaction, reader);
        }

        output.Write("}}"u8);
    }

    /// <summary>An event with the fewest members, for invited and knocking people: no id, no time.</summary>
    /// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#stripped-state</remarks>
    public static void WriteStripped(IBufferWriter<byte> output, Pdu pdu)
    {
        output.Write("{"u8);
        WriteStrippedMembers(output, pdu);
    }

    /// <summary>The same with its time, for the children of spaces.</summary>
    /// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1roomsroomidhierarchy</remarks>
    public static void WriteStrippedWithTime(IBufferWriter<byte> output, Pdu pdu)
    {
        output.Write("{\"origin_server_ts\":"u8);
        WriteNumber(output, pdu.OriginServerTimestamp);
        output.Write(","u8);
        WriteStrippedMembers(output, pdu);
    }

    /// <summary>The membership as the specification spells it.</summary>
    public static ReadOnlySpan<byte> Spelled(this Membership membership) => membership switch
    {
        Membership.Join => "join"u8,
        Membership.Invite => "invite"u8,
        Membership.Ban => "ban"u8,
        Membership.Knock => "knock"u8,
        _ => "leave"u8,
    };

    /// <summary>A redacting event's part of its target's <c>unsigned</c>.</summary>
    public static ReadOnlyMemory<byte> RedactedBecause(TimelineEvent redaction)
    {
        var output = new ArrayBufferWriter<byte>(redaction.ClientJson.Length + 32);
        output.Write(",\"redacted_because\":"u8);
        output.Write(redaction.ClientJson.Span);
        output.Write("}"u8);
        return output.WrittenMemory;
    }

    /// <summary>What a state event's <c>unsigned</c> says about the event it replaced.</summary>
    public static ReadOnlyMemory<byte> Replaced(Pdu previous)
    {
        var output = new ArrayBufferWriter<byte>(previous.Content.Length + 160);
        output.Write(",\"prev_content\":"u8);
        output.Write(previous.Content.Span);
        output.Write(",\"prev_sender\":"u8);
        WriteText(output, previous.Sender.ToString());
        output.Write(",\"replaces_state\":"u8);
        WriteText(output, previous.Id.ToString());
        return output.WrittenMemory;
    }

    // Rooms before version 11 keep the target outside the content; clients look for it in either place.
    private static ReadOnlyMemory<byte> ContentFor(Pdu pdu)
    {
        if (pdu.Redacts is not { } target || pdu.Version.RedactsInContent || ContentText.Find(pdu.Content, "redacts") is not null)
        {
            return pdu.Content;
        }

        var output = new ArrayBufferWriter<byte>(pdu.Content.Length + 80);
        output.Write("{\"redacts\":"u8);
        WriteText(output, target.ToString());
        if (pdu.Content.Length > 2)
        {
            output.Write(","u8);
        }

        output.Write(pdu.Content.Span[1..]);
        return output.WrittenMemory;
    }

    private static void WriteTransaction(IBufferWriter<byte> output, TimelineEvent placed, string transaction, in Reader reader)
    {
        if (placed.SessionId == reader.SessionId)
        {
            output.Write(",\"transaction_id\":"u8);
            WriteText(output, transaction);
        }
        else if (placed.SessionId == DelayedEvent.Session && placed.Event.Sender == reader.User)
        {
            output.Write(",\"org.matrix.msc4140.delay_id\":"u8);
            WriteText(output, transaction);
        }
    }

    private static void WriteStrippedMembers(IBufferWriter<byte> output, Pdu pdu)
    {
        output.Write("\"content\":"u8);
        output.Write(pdu.Content.Span);
        output.Write(",\"sender\":"u8);
        WriteText(output, pdu.Sender.ToString());
        output.Write(",\"state_key\":"u8);
        WriteText(output, pdu.StateKey!);
        output.Write(",\"type\":"u8);
        WriteText(output, pdu.Type);
        output.Write("}"u8);
    }

    private static void WriteNumber(IBufferWriter<byte> output, long number)
    {
        var span = output.GetSpan(20);
        if (Utf8Formatter.TryFormat(number, span, out var written))
        {
            output.Advance(written);
        }
    }

    private static void WriteText(IBufferWriter<byte> output, string text)
    {
        var encoded = JsonEncodedText.Encode(text).EncodedUtf8Bytes;
        output.Write("\""u8);
        output.Write(encoded);
        output.Write("\""u8);
    }
}

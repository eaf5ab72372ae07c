using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Events;

/// <summary>Removes from an event all that the room does not need to stand.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#redactions</remarks>
public static class Redaction
{
    /// <summary>The event without what its room version does not protect. Its id and signatures stay valid.</summary>
    public static Pdu Redact(Pdu pdu, RoomVersion version)
    {
        using var redacted = new ByteSink(pdu.Json.Length);
        RedactedForm.Append(pdu.Json.Span, pdu.Type, version.Redaction, signatures: true, redacted);
        var json = redacted.ToArray();
        return new Pdu
        {
            Id = pdu.Id,
            Room = pdu.Room,
            Sender = pdu.Sender,
            Type = pdu.Type,
            StateKey = pdu.StateKey,
            Depth = pdu.Depth,
            OriginServerTimestamp = pdu.OriginServerTimestamp,
            PrevEvents = pdu.PrevEvents,
            AuthEvents = pdu.AuthEvents,
            Redacts = version.RedactsInContent ? pdu.Redacts : null,
            CarriesRoomId = pdu.CarriesRoomId,
            Version = version,
            Json = json,
            Content = json.AsMemory(PduFields.Find(json).Content),
        };
    }

    /// <summary>A canonical content object as a redaction of its event would leave it, for events in client form.</summary>
    public static byte[] RedactContent(string type, ReadOnlySpan<byte> content, RoomVersion version)
    {
        using var redacted = new ByteSink(content.Length);
        RedactedForm.AppendContent(content, version.Redaction.ContentOf(type), redacted);
        return redacted.ToArray();
    }
}

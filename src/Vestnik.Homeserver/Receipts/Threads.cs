using System.Text;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Json;

namespace Vestnik.Homeserver.Receipts;

/// <summary>Which thread an event is in.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#threading</remarks>
internal static class Threads
{
    /// <summary>The event id of the thread's root; null where the event itself names no thread.</summary>
    public static string? RootOf(Pdu pdu)
    {
        var relation = CanonicalMembers.Find(pdu.Content.Span, "m.relates_to"u8);
        return CanonicalMembers.Find(relation, "rel_type"u8).SequenceEqual("\"m.thread\""u8) ? Text(CanonicalMembers.Find(relation, "event_id"u8)) : null;
    }

    /// <summary>The event that this one relates to in whatever way, or null.</summary>
    public static string? TargetOf(Pdu pdu) =>
        Text(CanonicalMembers.Find(CanonicalMembers.Find(pdu.Content.Span, "m.relates_to"u8), "event_id"u8));

    private static string? Text(ReadOnlySpan<byte> value) =>
        value is [(byte)'"', .. var text, (byte)'"'] ? Encoding.UTF8.GetString(text) : null;
}

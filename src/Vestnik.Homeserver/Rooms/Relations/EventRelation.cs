using System.Text.Json;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Json;

namespace Vestnik.Homeserver.Rooms.Relations;

/// <summary>What an event says of its relation to another one of its room.</summary>
/// <param name="Kind">The <c>rel_type</c>.</param>
/// <param name="Target">The event that it relates to.</param>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#forming-relationships-between-events</remarks>
public readonly record struct EventRelation(string Kind, EventId Target)
{
    public const string Annotation = "m.annotation";
    public const string Reference = "m.reference";
    public const string Replacement = "m.replace";
    public const string Thread = "m.thread";

    private const int LongestKind = 255;

    /// <summary>Null where the event has no relation, or none in the specified form.</summary>
    public static EventRelation? Of(Pdu pdu) => In(pdu.Content.Span);

    /// <param name="content">A canonical content.</param>
    public static EventRelation? In(ReadOnlySpan<byte> content)
    {
        var relation = CanonicalMembers.Find(content, "m.relates_to"u8);
        return Text(CanonicalMembers.Find(relation, "rel_type"u8)) is { Length: > 0 and <= LongestKind } kind
            && !kind.Contains('\0', StringComparison.Ordinal)
            && EventId.TryParse(Text(CanonicalMembers.Find(relation, "event_id"u8)), out var target)
                ? new EventRelation(kind, target)
                : null;
    }

    /// <summary>What an annotation says, such as an emoji; null where it says nothing.</summary>
    public static string? KeyIn(ReadOnlySpan<byte> content) =>
        Text(CanonicalMembers.Find(CanonicalMembers.Find(content, "m.relates_to"u8), "key"u8));

    private static string? Text(ReadOnlySpan<byte> value)
    {
        if (!value.StartsWith("\""u8))
        {
            return null;
        }

        var reader = new Utf8JsonReader(value);
        reader.Read();
        return reader.GetString();
    }
}

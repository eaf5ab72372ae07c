using Vestnik.Protocol.Events;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Push;

/// <summary>An event as push rules see it. Made once and asked for every person in the room; for one thread.</summary>
public sealed class PushSubject(Pdu pdu)
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> texts = new(StringComparer.Ordinal);

    public Pdu Event { get; } = pdu;

    /// <summary>The canonical value at a path; empty when there is none.</summary>
    internal ReadOnlySpan<byte> Find(PropertyPath path)
    {
        if (!values.TryGetValue(path.Text, out var value))
        {
            var found = path.Find(Event.Json.Span);
            value = Event.Json.Span.Overlaps(found, out var start) ? Event.Json.Slice(start, found.Length) : default;
            values.Add(path.Text, value);
        }

        return value.Span;
    }

    /// <summary>The text at a path; null when there is none or it is no string.</summary>
    internal string? Text(PropertyPath path)
    {
        if (texts.TryGetValue(path.Text, out var text))
        {
            return text;
        }

        // The ids of an event and of its room may stand outside its bytes, by the room version.
        text = path.Text switch
        {
            "event_id" => Event.Id.ToString(),
            "room_id" => Event.Room.ToString(),
            _ => CanonicalValue.String(Find(path)),
        };
        texts.Add(path.Text, text);
        return text;
    }
}

using System.Text.Json;
using Vestnik.Homeserver.Rooms.Delayed;

namespace Vestnik.ClientApi.Rooms.Delayed;

/// <summary>How a delayed event is shown to the person who wants it.</summary>
/// <remarks>
/// Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4140 (Getting a single delayed event). The proposal has
/// renamed fields; the names that clients of today read stand beside those of the text.
/// </remarks>
internal static class DelayedEventJson
{
    public static void Write(Utf8JsonWriter json, DelayedEvent delayed)
    {
        json.WriteStartObject();
        json.WriteString("delay_id"u8, delayed.Id);
        json.WriteString("room_id"u8, delayed.Room.ToString());
        json.WriteString("type"u8, delayed.Type);
        if (delayed.StateKey is { } key)
        {
            json.WriteString("state_key"u8, key);
        }

        json.WriteNumber("delay_ms"u8, delayed.Delay);
        json.WriteNumber("delay"u8, delayed.Delay);
        json.WriteNumber("scheduled_at"u8, delayed.ScheduledAt);
        json.WriteNumber("running_since"u8, delayed.ScheduledAt);
        json.WriteNumber("delayed_since_ts"u8, delayed.ScheduledAt);
        json.WritePropertyName("content"u8);
        json.WriteRawValue(delayed.Content.Span, skipInputValidation: true);
        if (delayed.FinalisedAt is not null)
        {
            WriteEnd(json, delayed);
            json.WriteStartObject("finalised"u8);
            WriteEnd(json, delayed);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, DelayedEvent delayed)
    {
        json.WriteNumber("finalised_ts"u8, delayed.FinalisedAt ?? 0);
        if (delayed.Event is { } made)
        {
            json.WriteString("event_id"u8, made.ToString());
        }

        if (delayed.Error is { } error)
        {
            json.WriteStartObject("error"u8);
            json.WriteString("errcode"u8, error.Code);
            json.WriteString("error"u8, error.Message);
            json.WriteEndObject();
        }
    }
}

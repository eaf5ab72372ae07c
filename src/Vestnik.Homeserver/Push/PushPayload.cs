using System.Buffers;
using System.Text.Json;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Push;

namespace Vestnik.Homeserver.Push;

/// <summary>What a gateway is sent, as JSON.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/push-gateway-api/#post_matrixpushv1notify</remarks>
internal static class PushPayload
{
    private const string IdsOnly = "event_id_only";

    /// <summary>An event. Where the pusher asks for ids only, nothing else of it goes out.</summary>
    public static byte[] OfEvent(DuePusher pusher, RoomView view, TimelineEvent placed, PushActions actions, Badge badge) => Write(json =>
    {
        var data = JsonDocument.Parse(pusher.Pusher.Data);
        json.WriteString("event_id"u8, placed.Event.Id.ToString());
        json.WriteString("room_id"u8, view.Id.ToString());
        json.WriteString("prio"u8, IsUrgent(placed.Event, actions) ? "high"u8 : "low"u8);
        if (!IsIdsOnly(data))
        {
            WriteEvent(json, pusher.Pusher.UserId, view, placed.Event);
        }

        WriteCounts(json, badge);
        WriteDevice(json, pusher.Pusher, pusher.SetAt, data, actions);
    });

    /// <summary>The counts alone: something was read elsewhere. Nobody is to be disturbed.</summary>
    public static byte[] OfCounts(DuePusher pusher, Badge badge) => Write(json =>
    {
        json.WriteString("prio"u8, "low"u8);
        WriteCounts(json, badge);
        WriteDevice(json, pusher.Pusher, pusher.SetAt, JsonDocument.Parse(pusher.Pusher.Data), PushActions.None);
    });

    /// <summary>A test that the owner of the pusher has asked for: it looks like an event of no room.</summary>
    public static byte[] OfTest(Pusher pusher, string id) => Write(json =>
    {
        json.WriteString("event_id"u8, id);
        json.WriteString("type"u8, "vestnik.push.test"u8);
        json.WriteString("prio"u8, "high"u8);
        WriteDevice(json, pusher, setAt: 0, JsonDocument.Parse(pusher.Data), PushActions.None);
    });

    // What is encrypted may be a call or a mention: only the device can tell.
    private static bool IsUrgent(Pdu pdu, PushActions actions) =>
        pdu.Type == EventType.Encrypted || actions.Highlights || actions.Sound is not null;

    private static bool IsIdsOnly(JsonDocument data) =>
        data.RootElement.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String && format.ValueEquals(IdsOnly);

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartObject("notification"u8);
            members(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    private static void WriteEvent(Utf8JsonWriter json, UserId user, RoomView view, Pdu pdu)
    {
        // The older name, which gateways and clients still look for.
        json.WriteString("id"u8, pdu.Id.ToString());
        json.WriteString("type"u8, pdu.Type);
        json.WriteString("sender"u8, pdu.Sender.ToString());
        WriteText(json, "sender_display_name", view.State.Find(EventType.Member, pdu.Sender.ToString())?.Member.DisplayName);
        var alias = view.Text(EventType.CanonicalAlias, "alias");
        WriteText(json, "room_name", view.Text(EventType.Name, "name") ?? alias);
        WriteText(json, "room_alias", alias);
        if (pdu.Type == EventType.Member)
        {
            json.WriteString("membership"u8, pdu.Member.Membership.Spelled());
            json.WriteBoolean("user_is_target"u8, pdu.StateKey == user.ToString());
        }

        if (MayShowContent(view, pdu))
        {
            json.WritePropertyName("content"u8);
            json.WriteRawValue(pdu.Content.Span, skipInputValidation: true);
        }
    }

    // Words that somebody lets slip into an encrypted room in clear are not passed on in clear.
    private static bool MayShowContent(RoomView view, Pdu pdu) =>
        pdu.Type is EventType.Encrypted || view.State.At(EventType.Encryption, "") is null;

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, text);
        }
    }

    // Nothing unread has to be said too, or the number on the icon would stay.
    private static void WriteCounts(Utf8JsonWriter json, Badge badge)
    {
        json.WriteStartObject("counts"u8);
        json.WriteNumber("unread"u8, badge.Unread);
        if (badge.MissedCalls > 0)
        {
            json.WriteNumber("missed_calls"u8, badge.MissedCalls);
        }

        json.WriteEndObject();
    }

    private static void WriteDevice(Utf8JsonWriter json, Pusher pusher, long setAt, JsonDocument data, PushActions actions)
    {
        using (data)
        {
            json.WriteStartArray("devices"u8);
            json.WriteStartObject();
            json.WriteString("app_id"u8, pusher.AppId);
            json.WriteString("pushkey"u8, pusher.PushKey);
            if (setAt > 0)
            {
                json.WriteNumber("pushkey_ts"u8, setAt / 1000);
            }

            json.WriteStartObject("data"u8);
            foreach (var member in data.RootElement.EnumerateObject().Where(member => !member.NameEquals("url"u8)))
            {
                member.WriteTo(json);
            }

            json.WriteEndObject();
            json.WriteStartObject("tweaks"u8);
            WriteTweaks(json, actions);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }
    }

    private static void WriteTweaks(Utf8JsonWriter json, PushActions actions)
    {
        using var parsed = JsonDocument.Parse(actions.Json);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var action in parsed.RootElement.EnumerateArray())
        {
            if (action.ValueKind != JsonValueKind.Object || action.GetProperty("set_tweak").GetString() is not { } tweak || !written.Add(tweak))
            {
                continue;
            }

            json.WritePropertyName(tweak);
            if (action.TryGetProperty("value", out var value))
            {
                value.WriteTo(json);
            }
            else
            {
                json.WriteBooleanValue(true);
            }
        }
    }
}

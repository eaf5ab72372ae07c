using System.Buffers;
using System.Text.Json;

namespace Vestnik.Gateways.Push;

/// <summary>What a device is sent of a notification.</summary>
internal static class DeviceText
{
    /// <summary>For browsers: the members in one level, counts among them, as clients of other gateways know it. What is too long for a push goes without content.</summary>
    public static byte[] Flat(JsonElement notification) =>
        Flat(notification, withContent: true) is { Length: <= WebPushMessage.LongestText } whole ? whole : Flat(notification, withContent: false);

    /// <summary>For UnifiedPush: the notification without its devices.</summary>
    public static byte[] Nested(JsonElement notification) =>
        Nested(notification, withContent: true) is { Length: <= WebPushMessage.LongestText } whole ? whole : Nested(notification, withContent: false);

    private static byte[] Flat(JsonElement notification, bool withContent) => Write(json =>
    {
        WriteMembers(json, notification, withContent, but: "counts");
        if (notification.TryGetProperty("counts", out var counts) && counts.ValueKind == JsonValueKind.Object)
        {
            foreach (var count in counts.EnumerateObject())
            {
                count.WriteTo(json);
            }
        }
    });

    private static byte[] Nested(JsonElement notification, bool withContent) => Write(json =>
    {
        json.WriteStartObject("notification"u8);
        WriteMembers(json, notification, withContent, but: "devices");
        json.WriteEndObject();
    });

    private static void WriteMembers(Utf8JsonWriter json, JsonElement notification, bool withContent, string but)
    {
        // The names and the content may be long; the ids are not.
        string[] first = ["event_id", "room_id", "type", "sender", "prio", "membership", "user_is_target", "counts"];
        foreach (var member in notification.EnumerateObject())
        {
            if (!member.NameEquals("devices"u8) && !member.NameEquals(but) && (withContent || first.Contains(member.Name, StringComparer.Ordinal)))
            {
                member.WriteTo(json);
            }
        }
    }

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}

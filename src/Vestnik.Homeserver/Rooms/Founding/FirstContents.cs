using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Homeserver.Rooms.Founding;

/// <summary>The contents of a new room's first events.</summary>
internal static class FirstContents
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Outcome<ReadOnlyMemory<byte>> Create(RoomWishes wishes) => Write(wishes.Version, json =>
    {
        var rules = wishes.Version.Authorization;
        var creators = rules.CreatorsOutrankEveryone ? AdditionalCreators(wishes) : null;
        CopyMembers(json, wishes.CreationContent, name =>
            name is "room_version" or "creator" || (creators is not null && name == "additional_creators"));
        json.WriteString("room_version"u8, wishes.Version.Id);
        if (rules.CreateNamesCreator)
        {
            json.WriteString("creator"u8, wishes.Creator.ToString());
        }

        if (creators is { Count: > 0 })
        {
            json.WriteStartArray("additional_creators"u8);
            foreach (var creator in creators)
            {
                json.WriteStringValue(creator);
            }

            json.WriteEndArray();
        }
    });

    public static Outcome<ReadOnlyMemory<byte>> PowerLevels(RoomWishes wishes) => Write(wishes.Version, json =>
    {
        var overridden = wishes.PowerLevelOverride;
        Number(json, overridden, "ban", 50);
        Object(json, overridden, "events", () => WriteEventLevels(json, wishes.Version));
        Number(json, overridden, "events_default", 0);
        Number(json, overridden, "invite", wishes.Preset == Preset.PublicChat ? 50 : 0);
        Number(json, overridden, "kick", 50);
        Number(json, overridden, "redact", 50);
        Number(json, overridden, "state_default", 50);
        Object(json, overridden, "users", () => WriteUserLevels(json, wishes));
        Number(json, overridden, "users_default", 0);
        CopyMembers(json, overridden, leaveOut: static _ => false);
    });

    public static ReadOnlyMemory<byte> Text(string name, string value) => Write(RoomVersion.V12, json => json.WriteString(name, value))
        .Match(bytes => bytes, error => throw new InvalidOperationException(error.Message));

    public static Outcome<ReadOnlyMemory<byte>> Of(JsonElement content, RoomVersion version) =>
        CanonicalJson.Canonicalize(JsonBytes(content), version.Numbers).Select(bytes => (ReadOnlyMemory<byte>)bytes);

    /// <summary>The topic in its plain and its rich form.</summary>
    /// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroomtopic</remarks>
    public static Outcome<ReadOnlyMemory<byte>> Topic(string topic, RoomVersion version) => Write(version, json =>
    {
        json.WriteString("topic"u8, topic);
        json.WriteStartObject("m.topic"u8);
        json.WriteStartArray("m.text"u8);
        json.WriteStartObject();
        json.WriteString("body"u8, topic);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteEventLevels(Utf8JsonWriter json, RoomVersion version)
    {
        json.WriteNumber("m.room.avatar"u8, 50);
        json.WriteNumber("m.room.canonical_alias"u8, 50);
        json.WriteNumber("m.room.encryption"u8, 100);
        json.WriteNumber("m.room.history_visibility"u8, 100);
        json.WriteNumber("m.room.name"u8, 50);
        json.WriteNumber("m.room.power_levels"u8, 100);
        json.WriteNumber("m.room.server_acl"u8, 100);

        // Only creators reach it where creators outrank everyone.
        json.WriteNumber("m.room.tombstone"u8, version.Authorization.CreatorsOutrankEveryone ? 150 : 100);
    }

    private static void WriteUserLevels(Utf8JsonWriter json, RoomWishes wishes)
    {
        if (wishes.Version.Authorization.CreatorsOutrankEveryone)
        {
            return;
        }

        json.WriteNumber(wishes.Creator.ToString(), 100);
        foreach (var guest in wishes.Preset == Preset.TrustedPrivateChat ? wishes.Invites : [])
        {
            json.WriteNumber(guest.ToString(), 100);
        }
    }

    private static List<string> AdditionalCreators(RoomWishes wishes)
    {
        var creators = new List<string>();
        if (wishes.CreationContent is { } content && content.TryGetProperty("additional_creators", out var named) && named.ValueKind == JsonValueKind.Array)
        {
            creators.AddRange(named.EnumerateArray().Select(creator => creator.ToString()));
        }

        if (wishes.Preset == Preset.TrustedPrivateChat)
        {
            creators.AddRange(wishes.Invites.Select(guest => guest.ToString()));
        }

        return [.. creators.Distinct(StringComparer.Ordinal).Where(creator => creator != wishes.Creator.ToString())];
    }

    private static void Number(Utf8JsonWriter json, JsonElement? overridden, string name, long level)
    {
        if (overridden?.TryGetProperty(name, out _) != true)
        {
            json.WriteNumber(name, level);
        }
    }

    private static void Object(Utf8JsonWriter json, JsonElement? overridden, string name, Action write)
    {
        if (overridden?.TryGetProperty(name, out _) != true)
        {
            json.WriteStartObject(name);
            write();
            json.WriteEndObject();
        }
    }

    private static void CopyMembers(Utf8JsonWriter json, JsonElement? from, Func<string, bool> leaveOut)
    {
        if (from is not { } source)
        {
            return;
        }

        foreach (var member in source.EnumerateObject())
        {
            if (!leaveOut(member.Name))
            {
                json.WritePropertyName(member.Name);
                member.Value.WriteTo(json);
            }
        }
    }

    private static Outcome<ReadOnlyMemory<byte>> Write(RoomVersion version, Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, Relaxed))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return CanonicalJson.Canonicalize(output.WrittenSpan, version.Numbers).Select(bytes => (ReadOnlyMemory<byte>)bytes);
    }

    private static ReadOnlySpan<byte> JsonBytes(JsonElement element)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, Relaxed))
        {
            element.WriteTo(json);
        }

        return output.WrittenSpan;
    }
}

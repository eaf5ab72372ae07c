using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.KeyBackup;

/// <summary>Writes a backup's keys page by page, so that a large backup is never in memory as a whole.</summary>
internal sealed class BackedUpKeysAnswer(IKeyBackupStore store, UserId owner, long version, RoomId? room) : IResult
{
    private const int PageSize = 500;

    public static ReadOnlyMemory<byte> One(BackedUpKey key)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(bytes);
        Write(json, key);
        json.Flush();
        return bytes.WrittenMemory;
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancel = httpContext.RequestAborted;
        httpContext.Response.ContentType = "application/json";
        var output = httpContext.Response.BodyWriter;
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteStartObject(room is null ? "rooms"u8 : "sessions"u8);
        var open = default(RoomId?);
        var after = (Room: "", Session: "");
        while (await store.PageAsync(owner, version, room, after, PageSize, cancel) is { Count: > 0 } page)
        {
            foreach (var key in page)
            {
                if (room is null && open != key.Room)
                {
                    CloseRoom(json, open);
                    json.WriteStartObject(key.Room.ToString());
                    json.WriteStartObject("sessions"u8);
                    open = key.Room;
                }

                json.WritePropertyName(key.Session);
                Write(json, key);
            }

            json.Flush();
            await output.FlushAsync(cancel);
            after = (page[^1].Room.ToString(), page[^1].Session);
        }

        CloseRoom(json, open);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        await output.FlushAsync(cancel);
    }

    private static void CloseRoom(Utf8JsonWriter json, RoomId? open)
    {
        if (open is not null)
        {
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, BackedUpKey key)
    {
        json.WriteStartObject();
        json.WriteNumber("first_message_index"u8, key.FirstMessageIndex);
        json.WriteNumber("forwarded_count"u8, key.ForwardedCount);
        json.WriteBoolean("is_verified"u8, key.IsVerified);
        json.WritePropertyName("session_data"u8);
        json.WriteRawValue(key.Content, skipInputValidation: true);
        json.WriteEndObject();
    }
}

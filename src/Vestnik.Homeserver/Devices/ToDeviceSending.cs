using System.Buffers;
using System.Text.Json;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Devices;

/// <summary>Sends messages from one device to others, past all rooms.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#send-to-device-messaging</remarks>
public sealed class ToDeviceSending(IToDeviceStore store, HomeserverOptions options)
{
    /// <summary>
    /// Puts every message into its inbox. A repetition of the request, also after a crash in the midst of it, puts in what is
    /// missing and nothing twice.
    /// </summary>
    /// <param name="request">Who sends what in which transaction.</param>
    /// <param name="messages">By user id and device id (or <c>*</c>), as the spec's request has them.</param>
    /// <returns>How many messages the request holds; or <c>M_BAD_JSON</c>, <c>M_INVALID_PARAM</c>, <c>M_LIMIT_EXCEEDED</c>.</returns>
    public async Task<Outcome<int>> SendAsync(ToDeviceRequest request, JsonElement messages)
    {
        if (!Read(request, messages).Accepted(out var all, out var refusal))
        {
            return refusal;
        }

        foreach (var shard in all.GroupBy(message => store.ShardOf(message.User)))
        {
            if (!await store.PutAsync(shard.Key, request, [.. shard]))
            {
                return MatrixError.LimitExceeded(TimeSpan.FromMinutes(10)) with
                {
                    Message = "A device that this is for has not fetched its messages for very long; nothing more can wait for it.",
                };
            }
        }

        return all.Count;
    }

    private Outcome<List<ToDeviceMessage>> Read(ToDeviceRequest request, JsonElement messages)
    {
        if (messages.ValueKind != JsonValueKind.Object)
        {
            return MatrixError.BadJson("The messages are an object by user id and device id.");
        }

        var all = new List<ToDeviceMessage>();
        foreach (var person in messages.EnumerateObject())
        {
            if (!UserId.TryParse(person.Name, out var user) || person.Value.ValueKind != JsonValueKind.Object)
            {
                return MatrixError.InvalidParam("The messages are an object by user id and device id.");
            }

            if (user.Server != options.ServerName)
            {
                return MatrixError.InvalidParam("This server does not speak with other servers yet, so the message cannot reach their users.");
            }

            foreach (var device in person.Value.EnumerateObject())
            {
                if (device.Value.ValueKind != JsonValueKind.Object)
                {
                    return MatrixError.BadJson("Each message is a JSON object.");
                }

                if (ReadDevice(device.Name, out var address))
                {
                    all.Add(new ToDeviceMessage(user, address, EventOf(request, device.Value)));
                }
            }
        }

        return all;
    }

    // A name that no device can have has nobody to read the message.
    private static bool ReadDevice(string name, out DeviceId? device)
    {
        var known = DeviceId.TryParse(name, out var named);
        device = known && name != "*" ? named : null;
        return known;
    }

    private static byte[] EventOf(ToDeviceRequest request, JsonElement content)
    {
        var json = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, request.Type);
            writer.WriteString("sender"u8, request.Sender.ToString());
            writer.WritePropertyName("content"u8);
            content.WriteTo(writer);
            writer.WriteEndObject();
        }

        return json.WrittenSpan.ToArray();
    }
}

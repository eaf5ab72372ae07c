using System.Buffers.Text;
using System.Text.Json;

namespace Vestnik.Gateways.Push;

/// <summary>One device of a notification, as this gateway reads it.</summary>
internal abstract record PushedDevice(string PushKey)
{
    /// <summary>Nothing can be sent to it, now or ever.</summary>
    internal sealed record Unusable(string PushKey) : PushedDevice(PushKey);

    /// <summary>An app that takes what it is sent as it is: the push key is the address that its distributor gave it.</summary>
    /// <remarks>https://unifiedpush.org/developers/spec/server/</remarks>
    internal sealed record Plain(string PushKey, Uri Endpoint) : PushedDevice(PushKey);

    /// <summary>A browser, or an app that encrypts like one: the push key is its public key.</summary>
    internal sealed record Encrypted(string PushKey, Uri Endpoint, byte[] Key, byte[] Auth, bool EventsOnly) : PushedDevice(PushKey);

    /// <summary>Reads a member of <c>devices</c>; null where it is not in the specified form.</summary>
    public static PushedDevice? Read(JsonElement device)
    {
        if (Text(device, "pushkey") is not { } pushKey)
        {
            return null;
        }

        var data = device.TryGetProperty("data", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        if (Text(data, "endpoint") is not { } endpoint)
        {
            return Uri.TryCreate(pushKey, UriKind.Absolute, out var address) ? new Plain(pushKey, address) : new Unusable(pushKey);
        }

        return Uri.TryCreate(endpoint, UriKind.Absolute, out var service)
            && Bytes(pushKey) is { } key && Bytes(Text(data, "auth")) is { Length: WebPushMessage.AuthBytes } auth
            ? new Encrypted(pushKey, service, key, auth, data.TryGetProperty("events_only", out var only) && only.ValueKind == JsonValueKind.True)
            : new Unusable(pushKey);
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(string? text)
    {
        var trimmed = text?.TrimEnd('=');
        return trimmed is not null && Base64Url.IsValid(trimmed) ? Base64Url.DecodeFromChars(trimmed) : null;
    }
}

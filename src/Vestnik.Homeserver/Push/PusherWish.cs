using System.Text;
using System.Text.Json;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>What a client says about a pusher, checked.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3pushersset</remarks>
public sealed record PusherWish
{
    private const int LongestAppId = 64;
    private const int LongestPushKey = 512;
    private const int LongestText = 255;
    private const int LongestData = 8 * 1024;

    public required string AppId { get; init; }

    public required string PushKey { get; init; }

    /// <summary>Null when the pusher is to end.</summary>
    public required Pusher? Pusher { get; init; }

    /// <summary>Other people may keep the same pusher.</summary>
    public required bool IsShared { get; init; }

    /// <param name="user">Who sets it.</param>
    /// <param name="body">The request.</param>
    /// <param name="gateway">Knows which addresses a gateway may have.</param>
    public static Outcome<PusherWish> Read(UserId user, JsonElement body, IPushGateway gateway)
    {
        if (Text(body, "app_id") is not { Length: > 0 } appId || Text(body, "pushkey") is not { Length: > 0 } pushKey || !body.TryGetProperty("kind", out var kind))
        {
            return MatrixError.MissingParam("A pusher needs a kind, an app_id and a pushkey.");
        }

        if (appId.Length > LongestAppId || Encoding.UTF8.GetByteCount(pushKey) > LongestPushKey)
        {
            return MatrixError.InvalidParam("The app_id has at most 64 characters, and the pushkey at most 512 bytes.");
        }

        var isShared = body.TryGetProperty("append", out var append) && append.ValueKind == JsonValueKind.True;
        if (kind.ValueKind == JsonValueKind.Null)
        {
            return new PusherWish { AppId = appId, PushKey = pushKey, Pusher = null, IsShared = isShared };
        }

        return ReadPusher(user, appId, pushKey, body, gateway).Select(pusher =>
            new PusherWish { AppId = appId, PushKey = pushKey, Pusher = pusher, IsShared = isShared });
    }

    private static Outcome<Pusher> ReadPusher(UserId user, string appId, string pushKey, JsonElement body, IPushGateway gateway)
    {
        if (Text(body, "kind") != "http")
        {
            return MatrixError.InvalidParam("This server knows pushers of the kind \"http\" only.");
        }

        if (Text(body, "app_display_name") is not { } app || Text(body, "device_display_name") is not { } device
            || Text(body, "lang") is not { } language || !body.TryGetProperty("data", out var data))
        {
            return MatrixError.MissingParam("A pusher needs an app_display_name, a device_display_name, a lang and data.");
        }

        var tag = Text(body, "profile_tag");
        if (((string?[])[app, device, language, tag]).Any(text => text?.Length > LongestText))
        {
            return MatrixError.InvalidParam("A text of a pusher may have at most 255 characters.");
        }

        if (data.ValueKind != JsonValueKind.Object || !Uri.TryCreate(Text(data, "url"), UriKind.Absolute, out var address) || !gateway.MayBe(address))
        {
            return MatrixError.InvalidParam("The data of a pusher hold a url: an https address whose path is /_matrix/push/v1/notify.");
        }

        var json = Encoding.UTF8.GetBytes(data.GetRawText());
        return json.Length > LongestData
            ? MatrixError.InvalidParam("The data of a pusher may have at most 8 KiB.")
            : new Pusher
            {
                UserId = user,
                AppId = appId,
                PushKey = pushKey,
                Kind = "http",
                AppDisplayName = app,
                DeviceDisplayName = device,
                ProfileTag = tag,
                Language = language,
                Data = json,
            };
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

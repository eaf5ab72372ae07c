using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Push;
using Vestnik.Http;

namespace Vestnik.ClientApi.Pushers;

/// <summary><c>GET /_matrix/client/v3/pushers</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3pushers</remarks>
public sealed class GetPushers : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_matrix/client/v3/pushers", HandleAsync);

    private static async Task<IResult> HandleAsync(Requester requester, IPusherStore pushers, CancellationToken cancel)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("pushers"u8);
            foreach (var pusher in await pushers.OfAsync(requester.UserId, cancel))
            {
                Write(json, pusher);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new RawAnswer(body.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, Pusher pusher)
    {
        json.WriteStartObject();
        json.WriteString("app_id"u8, pusher.AppId);
        json.WriteString("pushkey"u8, pusher.PushKey);
        json.WriteString("kind"u8, pusher.Kind);
        json.WriteString("app_display_name"u8, pusher.AppDisplayName);
        json.WriteString("device_display_name"u8, pusher.DeviceDisplayName);
        json.WriteString("lang"u8, pusher.Language);
        if (pusher.ProfileTag is { } tag)
        {
            json.WriteString("profile_tag"u8, tag);
        }

        json.WritePropertyName("data"u8);
        json.WriteRawValue(pusher.Data);
        json.WriteEndObject();
    }
}

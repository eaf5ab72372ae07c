using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using System.Text.Json;
using Vestnik.Homeserver;
using Vestnik.Homeserver.Rooms.Disappearing;
using Vestnik.Homeserver.Push;
using Vestnik.Http;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.ClientApi.Server;

/// <summary><c>GET /_matrix/client/v3/capabilities</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3capabilities</remarks>
public sealed class GetCapabilities : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_matrix/client/v3/capabilities", Handle);

    private static IResult Handle(Requester requester, HomeserverOptions options, IOwnPushGateway gateway)
    {
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartObject("capabilities"u8);
            WriteFlag(json, "m.change_password", !requester.IsGuest);
            WriteFlag(json, "m.set_displayname", true);
            WriteFlag(json, "m.set_avatar_url", true);
            WriteFlag(json, "m.profile_fields", true);
            WriteFlag(json, "m.3pid_changes", !requester.IsGuest && (options.Email is not null || options.ShortMessages is not null));
            WriteFlag(json, "m.get_login_token", !requester.IsGuest);
            WriteModeration(json, requester.IsAdministrator);
            WriteDelayedEvents(json, options.DelayedEvents);
            WriteDisappearing(json);
            WriteWebPush(json, gateway);
            WriteRoomVersions(json, options.Rooms.DefaultVersion);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new RawAnswer(body.WrittenMemory);
    }

    private static void WriteFlag(Utf8JsonWriter json, string capability, bool enabled)
    {
        json.WriteStartObject(capability);
        json.WriteBoolean("enabled"u8, enabled);
        json.WriteEndObject();
    }

    // Only those who may do it are told of it.
    private static void WriteModeration(Utf8JsonWriter json, bool isAdministrator)
    {
        if (isAdministrator)
        {
            json.WriteStartObject("m.account_moderation"u8);
            json.WriteBoolean("lock"u8, true);
            json.WriteBoolean("suspend"u8, true);
            json.WriteEndObject();
        }
    }

    // Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4140 (Delayed event limits as a capability)
    private static void WriteDelayedEvents(Utf8JsonWriter json, DelayedEventOptions limits)
    {
        json.WriteStartObject("org.matrix.msc4140.delayed_events"u8);
        json.WriteNumber("max_delay_ms"u8, limits.MaximumHours * TimeSpan.MillisecondsPerHour);
        json.WriteNumber("max_scheduled"u8, Math.Max(0, limits.MaximumScheduled));
        json.WriteEndObject();
    }

    // Source: docs/adr/0019-disappearing-messages.md
    private static void WriteDisappearing(Utf8JsonWriter json)
    {
        json.WriteStartObject(Lifetime.Member);
        json.WriteNumber("min_lifetime"u8, Lifetime.Shortest);
        json.WriteNumber("max_lifetime"u8, Lifetime.Longest);
        json.WriteEndObject();
    }

    // What a browser needs to be pushed to: the gateway for its pusher, and the key that its subscription is bound to.
    private static void WriteWebPush(Utf8JsonWriter json, IOwnPushGateway gateway)
    {
        if (gateway.IsOpen)
        {
            json.WriteStartObject("vestnik.web_push"u8);
            json.WriteBoolean("enabled"u8, true);
            json.WriteString("gateway"u8, gateway.Address.ToString());
            json.WriteString("key"u8, gateway.PublicKey);
            json.WriteEndObject();
        }
    }

    private static void WriteRoomVersions(Utf8JsonWriter json, string defaultVersion)
    {
        json.WriteStartObject("m.room_versions"u8);
        json.WriteString("default"u8, defaultVersion);
        json.WriteStartObject("available"u8);
        foreach (var version in RoomVersion.All.Keys.OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal))
        {
            json.WriteString(version, "stable"u8);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}

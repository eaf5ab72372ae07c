using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Devices;
using Vestnik.Http;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.ClientApi.Admin;

/// <summary><c>GET /_matrix/client/v3/admin/whois/{userId}</c></summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv3adminwhoisuserid</remarks>
public sealed class WhoIs : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_matrix/client/v3/admin/whois/{userId}", HandleAsync);

        // What synadm calls.
        routes.MapGet("/_synapse/admin/v1/whois/{userId}", HandleAsync);
    }

    private static async Task<IResult> HandleAsync(
        UserId userId, Requester requester, IDeviceStore devices, CancellationToken cancel) =>
        userId == requester.UserId || requester.IsAdministrator
            ? Answer(userId, await devices.ListAsync(userId, cancel))
            : MatrixError.Forbidden("Only administrators look others up.").ToResponse();

    private static RawAnswer Answer(UserId user, IReadOnlyList<Device> devices)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("user_id"u8, user.ToString());
            json.WriteStartObject("devices"u8);
            foreach (var device in devices)
            {
                json.WriteStartObject(device.DeviceId.ToString());
                json.WriteStartArray("sessions"u8);
                WriteSession(json, device);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new RawAnswer(body.WrittenMemory);
    }

    private static void WriteSession(Utf8JsonWriter json, Device device)
    {
        json.WriteStartObject();
        json.WriteStartArray("connections"u8);
        if (device is { LastSeenAt: { } seenAt, LastSeenAddress: { } address })
        {
            json.WriteStartObject();
            json.WriteString("ip"u8, address);
            json.WriteNumber("last_seen"u8, seenAt);

            // The server does not keep what browser people use.
            json.WriteString("user_agent"u8, ""u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

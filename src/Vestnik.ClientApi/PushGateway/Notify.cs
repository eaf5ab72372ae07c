using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver.Push;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.PushGateway;

/// <summary><c>POST /_matrix/push/v1/notify</c>: this server as a push gateway, for whichever homeserver a device is at home on.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/push-gateway-api/#post_matrixpushv1notify</remarks>
public sealed class Notify : IEndpoint
{
    private const int LongestNotification = 128 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_matrix/push/v1/notify", HandleAsync);

    private static async Task<IResult> HandleAsync(ObjectBody body, IOwnPushGateway gateway, HttpContext context, CancellationToken cancel)
    {
        if (!gateway.IsOpen)
        {
            return MatrixError.Unrecognized("This server is no push gateway.").ToResponse();
        }

        if (body.Bytes.Length > LongestNotification)
        {
            return MatrixError.TooLarge("A notification has at most 128 KiB.").ToResponse();
        }

        var answer = await gateway.NotifyAsync(body.Bytes, cancel);
        if (answer.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return answer.Problem switch
        {
            null => new RawAnswer(Write(answer.Rejected)),
            PushProblem.Malformed => MatrixError.BadJson("A notification has an array of at most 20 devices.").ToResponse(),
            _ => MatrixError.Of("M_UNKNOWN", 502, "The push service of a device did not take the notification; try again later.").ToResponse(),
        };
    }

    private static ReadOnlyMemory<byte> Write(IEnumerable<string> rejected)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("rejected"u8);
            foreach (var key in rejected)
            {
                json.WriteStringValue(key);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return output.WrittenMemory;
    }
}

using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.Http;

/// <summary>Writes a <see cref="MatrixError"/> as the spec's standard error response.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#standard-error-response</remarks>
public sealed class Refusal(MatrixError error) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, error);

    public static async Task WriteAsync(HttpContext context, MatrixError error)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("errcode"u8, error.Code);
            json.WriteString("error"u8, error.Message);
            if (error.RetryAfter is { } retryAfter)
            {
                json.WriteNumber("retry_after_ms"u8, (long)retryAfter.TotalMilliseconds);
                context.Response.Headers.RetryAfter =
                    ((long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            if (error.SoftLogout)
            {
                json.WriteBoolean("soft_logout"u8, true);
            }

            if (error.CurrentVersion is { } version)
            {
                json.WriteString("current_version"u8, version);
            }

            if (error.Info is { } info)
            {
                json.WriteString("info_uri"u8, info.ToString());
            }

            json.WriteEndObject();
        }

        context.Response.StatusCode = error.Status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}

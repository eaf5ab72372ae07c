using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Vestnik.Homeserver;
using Vestnik.Homeserver.OAuth;
using Vestnik.Http;
using Vestnik.Http.RateLimits;

namespace Vestnik.ClientApi.OAuth;

/// <summary><c>POST /oauth2/register</c>: a program introduces itself (RFC 7591).</summary>
/// <remarks>
/// Who registers the same metadata gets the same id; who does not use it is forgotten after a month.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#dynamic-client-registration-flow
/// </remarks>
public sealed class RegisterClient : IEndpoint
{
    private const int LongestBody = 32 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(OAuthPaths.Register, HandleAsync).LimitStrictly();

    private static async Task<IResult> HandleAsync(ObjectBody body, KnownClients clients, HomeserverOptions options)
    {
        if (body.Bytes.Length > LongestBody)
        {
            return OAuthRefusal.Of("invalid_client_metadata", "The metadata is larger than 32 KiB.");
        }

        using var json = JsonDocument.Parse(body.Bytes);
        if (!ClientMetadata.Read(json.RootElement, options.PublicBaseUrl).Accepted(out var metadata, out var refusal))
        {
            return OAuthRefusal.Of(refusal);
        }

        var clientId = await clients.KeepAsync(metadata);
        return new Registered(clientId, metadata);
    }

    /// <summary>201 with the id and what was registered.</summary>
    private sealed class Registered(string clientId, ClientMetadata metadata) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var answer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(answer))
            {
                json.WriteStartObject();
                json.WriteString("client_id"u8, clientId);
                metadata.Write(json);
                json.WriteEndObject();
            }

            httpContext.Response.Headers.CacheControl = "no-store";
            return new RawAnswer(answer.WrittenMemory, StatusCodes.Status201Created).ExecuteAsync(httpContext);
        }
    }
}

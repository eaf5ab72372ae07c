using System.Buffers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Vestnik.Protocol.Errors;

namespace Vestnik.Http;

/// <summary>The body's bytes, unparsed, at most <see cref="MaximumBytes"/>. The endpoint or the law parses them once.</summary>
public readonly record struct RawJson(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>No JSON body of the client-server API is larger; media has limits of its own.</summary>
    public const int MaximumBytes = 4 * 1024 * 1024;

    public static async ValueTask<RawJson> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(await ReadAsync(context));

    internal static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaximumBytes)
        {
            throw new RefusedException(MatrixError.TooLarge("The request body is larger than 4 MiB."));
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > MaximumBytes)
            {
                throw new RefusedException(MatrixError.TooLarge("The request body is larger than 4 MiB."));
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}

/// <summary>A body that is parsed into <typeparamref name="T"/>: <c>M_NOT_JSON</c> when it is no JSON, <c>M_BAD_JSON</c> when the shape is wrong.</summary>
/// <remarks>An absent body counts as <c>{}</c>, as clients send it for requests without required fields.</remarks>
public readonly record struct Body<T>(T Value)
{
    /// <summary>What was parsed; user-interactive authentication is bound to it.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private init; }

    public static async ValueTask<Body<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var bytes = await RawJson.ReadAsync(context);
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return new(Parse(bytes.IsEmpty ? "{}"u8 : bytes.Span, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)))) { Bytes = bytes };
    }

    private static T Parse(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        if (!JsonBytes.IsJson(json))
        {
            throw new RefusedException(MatrixError.NotJson("The request body is not valid JSON."));
        }

        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new RefusedException(MatrixError.BadJson("The request body must be a JSON object."));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new RefusedException(MatrixError.BadJson("A field of the request body has the wrong type or is missing."));
        }
    }
}

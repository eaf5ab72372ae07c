using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.Http;

/// <summary>A body that is some JSON object, kept as its bytes: <c>M_NOT_JSON</c> and <c>M_BAD_JSON</c> otherwise.</summary>
public readonly record struct ObjectBody(ReadOnlyMemory<byte> Bytes)
{
    public static async ValueTask<ObjectBody> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var bytes = await RawJson.ReadAsync(context);
        if (!JsonBytes.IsJson(bytes.Span))
        {
            throw new RefusedException(MatrixError.NotJson("The request body is not valid JSON."));
        }

        return JsonBytes.IsObject(bytes.Span)
            ? new ObjectBody(bytes)
            : throw new RefusedException(MatrixError.BadJson("The request body must be a JSON object."));
    }
}

/// <summary>Like <see cref="ObjectBody"/>, where clients also send nothing; nothing counts as <c>{}</c>.</summary>
public readonly record struct OptionalObjectBody(ReadOnlyMemory<byte> Bytes)
{
    public static async ValueTask<OptionalObjectBody> BindAsync(HttpContext context, ParameterInfo parameter) =>
        context.Request.ContentLength is 0 or null && !context.Request.Headers.ContainsKey("Transfer-Encoding")
            ? new("{}"u8.ToArray())
            : new((await ObjectBody.BindAsync(context, parameter)).Bytes);
}

internal static class JsonBytes
{
    /// <summary>Whether these bytes are one JSON value all of whose strings are sound.</summary>
    public static bool IsJson(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    _ = reader.GetString();
                }
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    public static bool IsObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject;
    }
}

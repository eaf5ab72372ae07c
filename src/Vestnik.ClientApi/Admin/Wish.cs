using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Vestnik.Http;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Admin;

/// <summary>What an administrator's request asks for: the members of its body, each of the type that it has to have.</summary>
internal sealed class Wish
{
    private const int LongestText = 1_000;

    private readonly JsonElement body;

    private Wish(JsonElement body) => this.body = body;

    public static async ValueTask<Wish?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        using var parsed = JsonDocument.Parse((await OptionalObjectBody.BindAsync(context, parameter)).Bytes);
        return new Wish(parsed.RootElement.Clone());
    }

    /// <summary>The member stands in the body, be it null.</summary>
    public bool Names(string member) => body.TryGetProperty(member, out _);

    /// <exception cref="RefusedException">It is there and no text, or too long.</exception>
    public string? Text(string member) => Find(member) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value when value.GetString() is { Length: <= LongestText } text && !text.Contains('\0', StringComparison.Ordinal) => text,
        _ => throw Wrong(member, $"a text of at most {LongestText} characters"),
    };

    /// <exception cref="RefusedException">It is there and neither true nor false.</exception>
    public bool? Flag(string member) => Find(member) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Wrong(member, "true or false"),
    };

    /// <exception cref="RefusedException">It is there and no number from 0 upwards.</exception>
    public long? Number(string member) => Find(member) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) && number >= 0 => number,
        _ => throw Wrong(member, "a number from 0 upwards"),
    };

    /// <exception cref="RefusedException">It is there and no list of texts.</exception>
    public IReadOnlyList<string>? Texts(string member) => Find(member) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } value when value.GetArrayLength() <= LongestText && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. value.EnumerateArray().Select(item => item.GetString()!)],
        _ => throw Wrong(member, "a list of texts"),
    };

    private JsonElement? Find(string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static RefusedException Wrong(string member, string expected) => new(MatrixError.BadJson($"The member {member} is {expected}."));
}

using System.Collections.Immutable;
using System.Text.Json;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Sync;

/// <summary>Reads the fields of a sliding sync request and remembers the first that is wrong. What is null counts as absent.</summary>
internal sealed class SlidingFields
{
    public const int LongestText = 255;

    public MatrixError? Refusal { get; private set; }

    public JsonElement? Object(JsonElement of, string name) =>
        Find(of, name) is not { } value ? null : value.ValueKind == JsonValueKind.Object ? value : Wrong<JsonElement?>(name, "an object");

    public string? Text(JsonElement of, string name) => Find(of, name) is { } value ? AsText(value, name) : null;

    public string? AsText(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= LongestText } text
            ? text
            : Wrong<string?>(name, $"a text of at most {LongestText} characters");

    public bool? Switch(JsonElement of, string name) => Find(of, name) is not { } value
        ? null
        : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Wrong<bool?>(name, "true or false"),
        };

    /// <summary>A number from 0 on; what is more than <paramref name="most"/> counts as that.</summary>
    public long? Number(JsonElement of, string name, long most) => Find(of, name) is { } value ? AsNumber(value, name, most) : null;

    public long? AsNumber(JsonElement value, string name, long most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0
            ? Math.Min(number, most)
            : Wrong<long?>(name, "a number from 0 on");

    public IReadOnlyList<JsonProperty> Members(JsonElement of, string name, int most)
    {
        if (Object(of, name) is not { } value)
        {
            return [];
        }

        var members = value.EnumerateObject().Take(most + 1).ToList();
        return members.Count <= most ? members : Wrong<IReadOnlyList<JsonProperty>>(name, $"an object of at most {most} members") ?? [];
    }

    /// <summary>Null where there is no array.</summary>
    public IReadOnlyList<JsonElement>? Elements(JsonElement of, string name, int most) => Find(of, name) is { } value ? AsElements(value, name, most) : null;

    public IReadOnlyList<JsonElement>? AsElements(JsonElement value, string name, int most) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= most
            ? [.. value.EnumerateArray()]
            : Wrong<IReadOnlyList<JsonElement>?>(name, $"a list of at most {most} entries");

    /// <summary>Null where there is no array; null among the texts counts as the empty one.</summary>
    public ImmutableHashSet<string>? Texts(JsonElement of, string name, int most) => Elements(of, name, most)?
        .Select(element => element.ValueKind == JsonValueKind.Null ? "" : AsText(element, name) ?? "")
        .ToImmutableHashSet(StringComparer.Ordinal);

    public T? Wrong<T>(string name, string expected)
    {
        Refusal ??= MatrixError.BadJson($"The field {name} of a sliding sync request must be {expected}.");
        return default;
    }

    public T? Invalid<T>(string message)
    {
        Refusal ??= MatrixError.InvalidParam(message);
        return default;
    }

    private static JsonElement? Find(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}

using System.Text.Json;
using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Keys;

/// <summary>A one-time or fallback key under its name <c>algorithm:id</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#key-algorithms</remarks>
public sealed record OneTimeKey
{
    private const int LongestName = 255;
    private const int Largest = 4096;

    /// <summary>Such as <c>signed_curve25519</c>.</summary>
    public required string Algorithm { get; init; }

    public required string Id { get; init; }

    /// <summary>A string or an object, in canonical JSON.</summary>
    public required byte[] Json { get; init; }

    public string Name => $"{Algorithm}:{Id}";

    /// <summary>The keys of a map from names to keys; none when there is no map.</summary>
    internal static Outcome<IReadOnlyList<OneTimeKey>> ReadAll(JsonElement? map)
    {
        if (map is not { } named)
        {
            return Array.Empty<OneTimeKey>();
        }

        if (named.ValueKind != JsonValueKind.Object)
        {
            return MatrixError.BadJson("Keys are given as an object by algorithm and id.");
        }

        var keys = new List<OneTimeKey>();
        foreach (var member in named.EnumerateObject())
        {
            if (!Read(member).Accepted(out var key, out var refusal))
            {
                return refusal;
            }

            keys.Add(key);
        }

        return keys;
    }

    private static Outcome<OneTimeKey> Read(JsonProperty member)
    {
        var colon = member.Name.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == member.Name.Length - 1 || member.Name.Length > LongestName)
        {
            return MatrixError.InvalidParam("A key's name is its algorithm, a colon and its id, at most 255 characters.");
        }

        if (member.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Object))
        {
            return MatrixError.BadJson("A key is a string or an object.");
        }

        return KeyJson.Canonical(member.Value, Largest).Select(json => new OneTimeKey
        {
            Algorithm = member.Name[..colon],
            Id = member.Name[(colon + 1)..],
            Json = json,
        });
    }
}

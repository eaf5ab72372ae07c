using System.Text.Json;

namespace Vestnik.Homeserver.Keys;

/// <summary>The member <c>signatures</c>: by signer, by key.</summary>
internal static class Signatures
{
    /// <summary>It is there and a map of maps of strings.</summary>
    public static bool AreSound(JsonElement? signatures) =>
        signatures is { ValueKind: JsonValueKind.Object } bySigner
        && bySigner.EnumerateObject().All(signer =>
            signer.Value.ValueKind == JsonValueKind.Object
            && signer.Value.EnumerateObject().All(key => key.Value.ValueKind == JsonValueKind.String));

    /// <summary>The signatures of one signer: key id and signature.</summary>
    public static IEnumerable<(string Key, string Signature)> Of(JsonElement json, string signer) =>
        json.Member("signatures")?.Member(signer) is { ValueKind: JsonValueKind.Object } keys
            ? keys.EnumerateObject()
                .Where(key => key.Value.ValueKind == JsonValueKind.String)
                .Select(key => (key.Name, key.Value.GetString()!))
            : [];
}

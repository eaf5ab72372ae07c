using System.Text.Json;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.Signing;

namespace Vestnik.Homeserver.Keys;

/// <summary>A public key of a person: master, self-signing or user-signing.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#cross-signing</remarks>
public sealed record CrossSigningKey
{
    public const string Master = "master";
    public const string SelfSigning = "self_signing";
    public const string UserSigning = "user_signing";

    private const string Algorithm = "ed25519:";
    private const int Largest = 64 * 1024;
    private const int KeyBytes = 32;

    /// <summary>One of the three names above.</summary>
    public required string Usage { get; init; }

    /// <summary>Unpadded base64; also the key's id.</summary>
    public required string PublicKey { get; init; }

    /// <summary>The signed object as uploaded, in canonical JSON, without <c>unsigned</c>.</summary>
    public required byte[] Json { get; init; }

    /// <summary>How signatures name the key, such as <c>ed25519:</c> and the key.</summary>
    public string SignatureId => Algorithm + PublicKey;

    /// <summary>True when the object carries a valid signature that this key of this person made.</summary>
    public bool HasSigned(ReadOnlySpan<byte> json, UserId owner) =>
        UnpaddedBase64.Decode(PublicKey) is { } key && JsonSignature.Verify(json, owner.ToString(), SignatureId, key);

    internal static Outcome<CrossSigningKey> Read(JsonElement json, string usage, UserId owner)
    {
        if (json.ValueKind != JsonValueKind.Object
            || json.Text("user_id") is not { } user
            || json.Member("usage") is not { ValueKind: JsonValueKind.Array } usages
            || json.Member("keys") is not { ValueKind: JsonValueKind.Object } keys
            || keys.EnumerateObject().ToList() is not [{ Value.ValueKind: JsonValueKind.String } named]
            || (json.Member("signatures") is { } signatures && !Signatures.AreSound(signatures)))
        {
            return MatrixError.BadJson("A cross-signing key needs user_id, usage and exactly one key, and its signatures must be strings by signer and key.");
        }

        if (user != owner.ToString())
        {
            return MatrixError.InvalidParam("A cross-signing key must name the person who uploads it.");
        }

        if (!usages.EnumerateArray().Any(each => each.ValueKind == JsonValueKind.String && each.ValueEquals(usage)))
        {
            return MatrixError.InvalidParam($"The usage of this key must name {usage}.");
        }

        var key = named.Value.GetString()!;
        if (named.Name != Algorithm + key || UnpaddedBase64.Decode(key) is not { Length: KeyBytes })
        {
            return MatrixError.InvalidParam("A cross-signing key is an ed25519 key of 32 bytes in unpadded base64, named by itself.");
        }

        return KeyJson.Canonical(json, Largest, except: "unsigned")
            .Select(canonical => new CrossSigningKey { Usage = usage, PublicKey = key, Json = canonical });
    }
}

/// <summary>The cross-signing keys of one person, as far as they exist.</summary>
public sealed record CrossSigningKeys
{
    public CrossSigningKey? Master { get; init; }

    public CrossSigningKey? SelfSigning { get; init; }

    public CrossSigningKey? UserSigning { get; init; }

    /// <summary>Those that exist.</summary>
    public IEnumerable<CrossSigningKey> All => new[] { Master, SelfSigning, UserSigning }.OfType<CrossSigningKey>();

    public static CrossSigningKeys Of(IEnumerable<CrossSigningKey> keys)
    {
        var byUsage = keys.ToDictionary(key => key.Usage, StringComparer.Ordinal);
        return new CrossSigningKeys
        {
            Master = byUsage.GetValueOrDefault(CrossSigningKey.Master),
            SelfSigning = byUsage.GetValueOrDefault(CrossSigningKey.SelfSigning),
            UserSigning = byUsage.GetValueOrDefault(CrossSigningKey.UserSigning),
        };
    }
}

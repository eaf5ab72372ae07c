using System.Text.Json;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.Signing;

namespace Vestnik.Homeserver.Keys;

/// <summary>Checks a signed key that somebody uploads against the key that is stored.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#post_matrixclientv3keyssignaturesupload</remarks>
public static class SignatureUpload
{
    private const int Largest = 64 * 1024;

    /// <param name="signed">The key as uploaded, with the new signatures.</param>
    /// <param name="signedKey">A device id or a public master key.</param>
    /// <param name="owner">Whose key it is, as the signer sees it; null when there is nobody like this here.</param>
    /// <param name="signer">Who uploads, as they see themselves.</param>
    /// <returns>The new signatures; <c>M_NOT_FOUND</c> without such a key, <c>M_INVALID_SIGNATURE</c> when key or signature is not right.</returns>
    public static Outcome<IReadOnlyList<KeySignature>> Check(JsonElement signed, string signedKey, PersonKeys? owner, PersonKeys signer)
    {
        if (owner is null)
        {
            return NoSuchKey;
        }

        if (!KeyJson.Canonical(signed, Largest, except: "unsigned").Accepted(out var json, out var refusal))
        {
            return refusal;
        }

        var isMaster = owner.CrossSigning.Master?.PublicKey == signedKey;
        var isOwn = owner.User == signer.User;
        var stored = isMaster
            ? owner.CrossSigning.Master!.Json
            : owner.Devices.FirstOrDefault(device => isOwn && device.Device.ToString() == signedKey)?.Keys;
        if (stored is null)
        {
            return NoSuchKey;
        }

        if (!IsSameKey(signed, stored))
        {
            return Invalid("The signed key differs from the one that is stored.");
        }

        var made = Signatures.Of(signed, signer.User.ToString())
            .Where(signature => IsValid(json, signature.Key, isMaster, isOwn, signer))
            .Select(signature => new KeySignature
            {
                Owner = owner.User,
                SignedKey = signedKey,
                Signer = signer.User,
                SignerKey = signature.Key,
                Signature = signature.Signature,
            })
            .ToList();
        return made.Count > 0 ? made : Invalid("None of the signatures is valid and made by a key that may sign this.");
    }

    // Devices sign their owner's master key, the self-signing key signs devices, the user-signing key other people's master keys.
    private static bool IsValid(byte[] json, string signerKey, bool isMaster, bool isOwn, PersonKeys signer)
    {
        var cross = (isMaster, isOwn) switch
        {
            (false, true) => signer.CrossSigning.SelfSigning,
            (true, false) => signer.CrossSigning.UserSigning,
            _ => null,
        };
        if (cross is not null)
        {
            return cross.SignatureId == signerKey && cross.HasSigned(json, signer.User);
        }

        return isMaster && isOwn
            && DeviceKey(signer, signerKey) is { } key
            && JsonSignature.Verify(json, signer.User.ToString(), signerKey, key);
    }

    private static byte[]? DeviceKey(PersonKeys signer, string keyId)
    {
        if (signer.Devices.FirstOrDefault(device => keyId == $"ed25519:{device.Device}") is not { } device)
        {
            return null;
        }

        using var keys = JsonDocument.Parse(device.Keys);
        return keys.RootElement.Member("keys")?.Text(keyId) is { } key ? UnpaddedBase64.Decode(key) : null;
    }

    private static bool IsSameKey(JsonElement signed, byte[] stored)
    {
        using var known = JsonDocument.Parse(stored);
        return KeyJson.Canonical(signed, Largest, "signatures", "unsigned").Match(Bytes, Nothing) is { } uploaded
            && KeyJson.Canonical(known.RootElement, Largest, "signatures", "unsigned").Match(Bytes, Nothing) is { } kept
            && uploaded.AsSpan().SequenceEqual(kept);

        static byte[]? Bytes(byte[] bytes) => bytes;
        static byte[]? Nothing(MatrixError refusal) => null;
    }

    private static MatrixError NoSuchKey => MatrixError.NotFound("There is no such key.");

    private static MatrixError Invalid(string sentence) => MatrixError.Of("M_INVALID_SIGNATURE", 400, sentence);
}

using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Signing;

/// <summary>Signatures of JSON objects such as server keys and device keys.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#signing-json</remarks>
public static class JsonSignature
{
    /// <summary>The canonical object with the server's signature added. <c>signatures</c> and <c>unsigned</c> are not covered.</summary>
    /// <returns>The object, or the refusal of <see cref="CanonicalJson"/>, or <c>M_BAD_JSON</c> when it is not an object.</returns>
    public static Outcome<byte[]> Sign(ReadOnlySpan<byte> json, SigningKey key)
    {
        if (!CanonicalJson.Canonicalize(json).Accepted(out var canonical, out var refusal))
        {
            return refusal;
        }

        if (!CanonicalValue.IsObject(canonical) || !SignatureLookup.AreSound(CanonicalMembers.Find(canonical, "signatures"u8)))
        {
            return MatrixError.BadJson("Only a JSON object with signatures by entity and key can be signed.");
        }

        using var signed = Signed(canonical);
        return SignatureSplice.Add(canonical, key.Server.ToString(), key.Id, key.Sign(signed.Written));
    }

    /// <summary>The object carries a valid signature of this entity made with this key.</summary>
    /// <param name="json">Any JSON.</param>
    /// <param name="entity">A server name, or a user id for keys of people.</param>
    /// <param name="keyId">Such as <c>ed25519:DEVICE</c>.</param>
    /// <param name="publicKey">32 bytes.</param>
    public static bool Verify(ReadOnlySpan<byte> json, string entity, string keyId, ReadOnlySpan<byte> publicKey)
    {
        if (!CanonicalJson.Canonicalize(json).Accepted(out var canonical, out _)
            || !CanonicalValue.IsObject(canonical)
            || SignatureLookup.Find(canonical, entity, keyId) is not { } signature)
        {
            return false;
        }

        using var signed = Signed(canonical);
        return Ed25519Signature.Verify(publicKey, signed.Written, signature);
    }

    private static ByteSink Signed(ReadOnlySpan<byte> canonical)
    {
        var signed = new ByteSink(canonical.Length);
        signed.Append((byte)'{');
        foreach (var member in new CanonicalMembers(canonical))
        {
            if (member.Key.SequenceEqual("signatures"u8) || member.Key.SequenceEqual("unsigned"u8))
            {
                continue;
            }

            if (signed.Length > 1)
            {
                signed.Append((byte)',');
            }

            signed.Append(member.Member);
        }

        signed.Append((byte)'}');
        return signed;
    }
}

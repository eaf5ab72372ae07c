using NSec.Cryptography;

namespace Vestnik.Protocol.Signing;

/// <summary>Checks bare Ed25519 signatures.</summary>
public static class Ed25519Signature
{
    /// <returns>False for a wrong signature and for a key or signature of the wrong length.</returns>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SigningKey.SignatureBytes
        && PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
        && key is not null
        && SignatureAlgorithm.Ed25519.Verify(key, message, signature);
}

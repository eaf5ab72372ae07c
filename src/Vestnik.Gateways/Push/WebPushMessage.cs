using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vestnik.Gateways.Push;

/// <summary>Encrypts for one browser: the push service in between sees length and time.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc8291, with the coding of https://www.rfc-editor.org/rfc/rfc8188</remarks>
internal static class WebPushMessage
{
    /// <summary>More plain text than this makes a body of more than 4096 bytes, which push services need not take.</summary>
    public const int LongestText = 4096 - HeaderBytes - TagBytes - 1;

    public const int AuthBytes = 16;

    private const int SaltBytes = 16;
    private const int PointBytes = 65;
    private const int TagBytes = 16;
    private const int HeaderBytes = SaltBytes + 4 + 1 + PointBytes;
    private const int RecordSize = 4096;
    private const byte LastRecord = 2;

    /// <summary>With a fresh key and salt, as for every message.</summary>
    /// <exception cref="CryptographicException">The browser's key is none.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> text, ReadOnlySpan<byte> receiver, ReadOnlySpan<byte> auth)
    {
        using var sender = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Span<byte> salt = stackalloc byte[SaltBytes];
        RandomNumberGenerator.Fill(salt);
        return Encrypt(text, receiver, auth, sender, salt);
    }

    /// <param name="text">At most <see cref="LongestText"/> bytes.</param>
    /// <param name="receiver">The browser's public key, an uncompressed P-256 point.</param>
    /// <param name="auth">The browser's secret, <see cref="AuthBytes"/> bytes.</param>
    /// <param name="sender">A key for this message alone.</param>
    /// <param name="salt">16 random bytes.</param>
    public static byte[] Encrypt(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> receiver, ReadOnlySpan<byte> auth, ECDiffieHellman sender, ReadOnlySpan<byte> salt)
    {
        if (text.Length > LongestText)
        {
            throw new ArgumentException("The text is too long for a push.", nameof(text));
        }

        var own = P256Point.Of(sender.ExportParameters(includePrivateParameters: false));
        using var theirs = ECDiffieHellman.Create(P256Point.Read(receiver));
        var shared = sender.DeriveRawSecretAgreement(theirs.PublicKey);
        byte[] keyInfo = [.. "WebPush: info\0"u8, .. receiver, .. own];
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, auth.ToArray(), keyInfo);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 16, salt.ToArray(), [.. "Content-Encoding: aes128gcm\0"u8]);
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 12, salt.ToArray(), [.. "Content-Encoding: nonce\0"u8]);

        var body = new byte[HeaderBytes + text.Length + 1 + TagBytes];
        salt.CopyTo(body);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltBytes), RecordSize);
        body[SaltBytes + 4] = PointBytes;
        own.CopyTo(body, SaltBytes + 5);
        byte[] padded = [.. text, LastRecord];
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, padded, body.AsSpan(HeaderBytes, padded.Length), body.AsSpan(HeaderBytes + padded.Length));
        return body;
    }
}

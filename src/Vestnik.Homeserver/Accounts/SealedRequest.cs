using System.Security.Cryptography;
using System.Text;

namespace Vestnik.Homeserver.Accounts;

/// <summary>
/// Keeps what a client sent, a password among it, so that only the client can have it read again: the key is its session
/// id, of which the server stores the hash alone.
/// </summary>
public static class SealedRequest
{
    private static readonly byte[] Purpose = "interactive authentication request"u8.ToArray();

    /// <summary>Under which a session is stored.</summary>
    public static string NameOf(string sessionId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sessionId)));

    public static byte[] Seal(ReadOnlySpan<byte> request, string sessionId)
    {
        var box = new byte[request.Length + AesGcm.TagByteSizes.MaxSize];
        using var cipher = new AesGcm(KeyOf(sessionId), AesGcm.TagByteSizes.MaxSize);

        // A key seals one request only, so the nonce may stand still.
        cipher.Encrypt(new byte[AesGcm.NonceByteSizes.MaxSize], request, box.AsSpan(0, request.Length), box.AsSpan(request.Length));
        return box;
    }

    /// <exception cref="AuthenticationTagMismatchException">It was sealed for another session.</exception>
    public static byte[] Open(ReadOnlySpan<byte> box, string sessionId)
    {
        var request = new byte[box.Length - AesGcm.TagByteSizes.MaxSize];
        using var cipher = new AesGcm(KeyOf(sessionId), AesGcm.TagByteSizes.MaxSize);
        cipher.Decrypt(new byte[AesGcm.NonceByteSizes.MaxSize], box[..request.Length], box[request.Length..], request);
        return request;
    }

    private static byte[] KeyOf(string sessionId) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(sessionId), 32, salt: null, Purpose);
}

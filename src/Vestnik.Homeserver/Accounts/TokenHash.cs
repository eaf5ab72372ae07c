using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Vestnik.Homeserver.Accounts;

/// <summary>SHA-256 of a token: what the server keeps and compares. Tokens are long and random, so a plain hash suffices.</summary>
/// <remarks>A look-up by hash tells nothing about the token by its timing.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TokenHash
{
    private readonly Int128 first;
    private readonly Int128 second;

    private TokenHash(ReadOnlySpan<byte> bytes) =>
        (first, second) = (MemoryMarshal.Read<Int128>(bytes), MemoryMarshal.Read<Int128>(bytes[16..]));

    public static TokenHash Of(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return new TokenHash(hash);
    }

    /// <param name="bytes">The 32 bytes that <see cref="ToBytes"/> gave.</param>
    public static TokenHash FromBytes(ReadOnlySpan<byte> bytes) => new(bytes);

    public byte[] ToBytes()
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        MemoryMarshal.Write(bytes, first);
        MemoryMarshal.Write(bytes.AsSpan(16), second);
        return bytes;
    }
}

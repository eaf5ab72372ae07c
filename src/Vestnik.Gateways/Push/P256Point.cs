using System.Security.Cryptography;

namespace Vestnik.Gateways.Push;

/// <summary>Public keys on P-256 as Web Push writes them: 04, x, y.</summary>
internal static class P256Point
{
    private const int CoordinateBytes = 32;
    private const byte Uncompressed = 4;

    public static byte[] Of(ECParameters key) => [Uncompressed, .. key.Q.X!, .. key.Q.Y!];

    /// <exception cref="CryptographicException">These bytes are no such key.</exception>
    public static ECParameters Read(ReadOnlySpan<byte> point) => point is [Uncompressed, .. var coordinates] && coordinates.Length == 2 * CoordinateBytes
        ? new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = coordinates[..CoordinateBytes].ToArray(), Y = coordinates[CoordinateBytes..].ToArray() },
        }
        : throw new CryptographicException("This is no uncompressed point of P-256.");
}

using System.Formats.Cbor;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace Vestnik.Homeserver.Passkeys;

/// <summary>A public key as authenticators write it (RFC 9053): ES256, EdDSA with Ed25519, or RS256.</summary>
public sealed class CoseKey
{
    public const int Es256 = -7;
    public const int EdDsa = -8;
    public const int Rs256 = -257;

    private const int LongestNumber = 1024;

    private readonly Dictionary<int, byte[]> parts;
    private readonly long algorithm;

    private CoseKey(long algorithm, Dictionary<int, byte[]> parts) => (this.algorithm, this.parts) = (algorithm, parts);

    /// <summary>Null unless it is a sound key of one of the three kinds.</summary>
    public static CoseKey? TryRead(ReadOnlyMemory<byte> cbor)
    {
        try
        {
            var (numbers, parts) = ReadMap(new CborReader(cbor, CborConformanceMode.Lax));
            var key = new CoseKey(numbers.GetValueOrDefault(3), parts);
            return IsSound(key, numbers) ? key : null;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or FormatException or CryptographicException)
        {
            return null;
        }
    }

    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        switch (algorithm)
        {
            case Es256:
                using (var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = parts[-2], Y = parts[-3] } }))
                {
                    return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
                }

            case Rs256:
                using (var key = RSA.Create(new RSAParameters { Modulus = parts[-1], Exponent = parts[-2] }))
                {
                    return key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
                }

            default:
                return SignatureAlgorithm.Ed25519.Verify(PublicKey.Import(SignatureAlgorithm.Ed25519, parts[-2], KeyBlobFormat.RawPublicKey), data, signature);
        }
    }

    private static (Dictionary<int, long> Numbers, Dictionary<int, byte[]> Parts) ReadMap(CborReader reader)
    {
        var (numbers, parts) = (new Dictionary<int, long>(), new Dictionary<int, byte[]>());
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var label = reader.ReadInt32();
            switch (reader.PeekState())
            {
                case CborReaderState.ByteString:
                    parts[label] = reader.ReadByteString();
                    break;
                case CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger:
                    numbers[label] = reader.ReadInt64();
                    break;
                default:
                    reader.SkipValue();
                    break;
            }
        }

        return (numbers, parts);
    }

    // Kind 1, algorithm 3, curve -1. A key that cannot be loaded would only fail later, when its owner needs it.
    private static bool IsSound(CoseKey key, Dictionary<int, long> numbers)
    {
        var sound = (numbers.GetValueOrDefault(1), numbers.GetValueOrDefault(3)) switch
        {
            (2, Es256) => numbers.GetValueOrDefault(-1) == 1 && key.Has(-2, 32) && key.Has(-3, 32),
            (1, EdDsa) => numbers.GetValueOrDefault(-1) == 6 && key.Has(-2, 32),
            (3, Rs256) => key.parts.GetValueOrDefault(-1) is { Length: >= 256 and <= LongestNumber } && key.parts.GetValueOrDefault(-2) is { Length: > 0 and <= 8 },
            _ => false,
        };
        return sound && !key.VerifiesOrThrows();
    }

    // A point that is not on the curve is noticed when it is used.
    private bool VerifiesOrThrows() => Verifies([], new byte[64]);

    private bool Has(int label, int bytes) => parts.GetValueOrDefault(label)?.Length == bytes;
}

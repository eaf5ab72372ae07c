using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;

namespace Vestnik.Homeserver.Passkeys;

/// <summary>What an authenticator says of itself and of what has just happened, once it is found to be meant for this server.</summary>
/// <remarks>Spec: https://www.w3.org/TR/webauthn-2/#sctn-authenticator-data</remarks>
public sealed record AuthenticatorData
{
    private const byte IsPresent = 0x01;
    private const byte IsVerified = 0x04;
    private const byte HasKey = 0x40;
    private const int Header = 37;
    private const int LongestId = 1023;

    public required long Counter { get; init; }

    /// <summary>Null but for a new passkey.</summary>
    public byte[]? CredentialId { get; init; }

    /// <summary>COSE; null but for a new passkey.</summary>
    public byte[]? PublicKey { get; init; }

    /// <summary>Null unless it is for this host, and the person was there and was recognized by the device.</summary>
    public static AuthenticatorData? TryRead(byte[] bytes, string host)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length < Header
            || !CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, 32), SHA256.HashData(Encoding.UTF8.GetBytes(host)))
            || (bytes[32] & (IsPresent | IsVerified)) != (IsPresent | IsVerified))
        {
            return null;
        }

        var read = new AuthenticatorData { Counter = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(33)) };
        return (bytes[32] & HasKey) == 0 ? read : WithKey(read, bytes);
    }

    /// <summary>The data within an attestation. Who made the authenticator is not asked, so what vouches for that is not looked at.</summary>
    public static byte[]? OfAttestation(byte[] attestation)
    {
        try
        {
            var reader = new CborReader(attestation, CborConformanceMode.Lax);
            reader.ReadStartMap();
            while (reader.PeekState() != CborReaderState.EndMap)
            {
                if (reader.ReadTextString() == "authData")
                {
                    return reader.ReadByteString();
                }

                reader.SkipValue();
            }
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException)
        {
            // It is not CBOR, or not such a map.
        }

        return null;
    }

    // After the header: the model of the authenticator (16 bytes), the length of the id (2), the id, the key.
    private static AuthenticatorData? WithKey(AuthenticatorData read, byte[] bytes)
    {
        const int id = Header + 18;
        if (bytes.Length < id)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(Header + 16));
        if (length is 0 or > LongestId || bytes.Length <= id + length)
        {
            return null;
        }

        try
        {
            var reader = new CborReader(bytes.AsMemory(id + length), CborConformanceMode.Lax, allowMultipleRootLevelValues: true);
            return read with { CredentialId = bytes[id..(id + length)], PublicKey = reader.ReadEncodedValue().ToArray() };
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException)
        {
            return null;
        }
    }
}

using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NSec.Cryptography;

namespace Vestnik.Server.Tests.OAuth;

/// <summary>An authenticator in software, written from the standard and byte by byte, with no code of the server's.</summary>
public sealed class Authenticator : IDisposable
{
    private readonly ECDsa elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA rsa = RSA.Create(2048);
    private readonly Key edwards = Key.Create(SignatureAlgorithm.Ed25519);

    public byte[] Id { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>-7, -8 or -257.</summary>
    public int Algorithm { get; init; } = -7;

    public uint Counter { get; set; }

    public string Host { get; set; } = "town.example";

    public string Origin { get; set; } = "http://town.example";

    /// <summary>The person is there (1) and has been recognized (4).</summary>
    public byte Flags { get; set; } = 0x05;

    /// <summary>The fields of the form that adds the passkey.</summary>
    public (string, string)[] Create(string challenge, string type = "webauthn.create")
    {
        var data = Data((byte)(Flags | 0x40));
        byte[] withKey = [.. data, .. new byte[16], 0, (byte)Id.Length, .. Id, .. CoseKey()];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), .. Bytes(withKey)];
        return [("client_data", Encode(ClientData(type, challenge))), ("attestation", Encode(attestation))];
    }

    /// <summary>The fields of the form that signs in.</summary>
    public (string, string)[] Get(string challenge, string type = "webauthn.get", bool spoil = false)
    {
        var (clientData, data) = (ClientData(type, challenge), Data(Flags));
        byte[] signed = [.. data, .. SHA256.HashData(clientData)];
        var signature = Algorithm switch
        {
            -7 => elliptic.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
            -8 => SignatureAlgorithm.Ed25519.Sign(edwards, signed),
            _ => rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        if (spoil)
        {
            signature[^1] ^= 1;
        }

        return [("id", Encode(Id)), ("client_data", Encode(clientData)), ("data", Encode(data)), ("signature", Encode(signature))];
    }

    public void Dispose()
    {
        elliptic.Dispose();
        rsa.Dispose();
        edwards.Dispose();
    }

    private byte[] ClientData(string type, string challenge) => Encoding.UTF8.GetBytes(
        new JsonObject { ["type"] = type, ["challenge"] = challenge, ["origin"] = Origin, ["crossOrigin"] = false }.ToJsonString());

    private byte[] Data(byte flags)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Host)), flags, .. counter];
    }

    private byte[] CoseKey()
    {
        switch (Algorithm)
        {
            case -7:
                var point = elliptic.ExportParameters(false).Q;
                return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
            case -8:
                return [0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, .. Bytes(edwards.PublicKey.Export(KeyBlobFormat.RawPublicKey))];
            default:
                var numbers = rsa.ExportParameters(false);
                return [0xA4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, .. Bytes(numbers.Modulus!), 0x21, .. Bytes(numbers.Exponent!)];
        }
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Bytes(byte[] bytes) => bytes.Length switch
    {
        < 24 => [(byte)(0x40 + bytes.Length), .. bytes],
        < 256 => [0x58, (byte)bytes.Length, .. bytes],
        _ => [0x59, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes],
    };

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}

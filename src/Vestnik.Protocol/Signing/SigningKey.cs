using NSec.Cryptography;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Signing;

/// <summary>An Ed25519 key with which a server signs.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/appendices/#signing-json</remarks>
public sealed class SigningKey : IDisposable
{
    public const int SeedBytes = 32;

    public const int SignatureBytes = 64;

    private readonly Key key;

    private SigningKey(ServerName server, string id, Key key) => (Server, Id, this.key) = (server, id, key);

    public ServerName Server { get; }

    /// <summary>The key id, such as <c>ed25519:a_AbCd</c>.</summary>
    public string Id { get; }

    /// <summary>The public key in unpadded base64.</summary>
    public string PublicBase64 => UnpaddedBase64.Encode(PublicKey);

    public byte[] PublicKey => key.PublicKey.Export(KeyBlobFormat.RawPublicKey);

    /// <summary>Makes the key from its 32-byte seed: drawn by the caller from a secure source, or stored earlier.</summary>
    public static SigningKey Import(ServerName server, string id, ReadOnlySpan<byte> seed) =>
        new(server, id, Key.Import(
            SignatureAlgorithm.Ed25519,
            seed,
            KeyBlobFormat.RawPrivateKey,
            new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }));

    /// <summary>The seed, to store it. Secret.</summary>
    public byte[] Export() => key.Export(KeyBlobFormat.RawPrivateKey);

    public byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(key, message);

    public void Dispose() => key.Dispose();

    public override string ToString() => Id;
}

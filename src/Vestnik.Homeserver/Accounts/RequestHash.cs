using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Vestnik.Homeserver.Accounts;

/// <summary>What makes a request what it is, without the proof that comes with it.</summary>
/// <param name="Operation">SHA-256 of the method, the path and the person.</param>
/// <param name="Parameters">SHA-256 of the body's members but <c>auth</c>.</param>
public sealed record RequestHash(byte[] Operation, byte[] Parameters)
{
    private static readonly byte[] NoParameters = SHA256.HashData([]);

    public static RequestHash Of(string operation, JsonElement body)
    {
        var text = new StringBuilder();
        if (body.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in body.EnumerateObject().Where(member => member.Name != "auth").OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                text.Append(member.Name).Append('=').Append(member.Value.GetRawText()).Append('\n');
            }
        }

        return new(SHA256.HashData(Encoding.UTF8.GetBytes(operation)), SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public static RequestHash FromBytes(ReadOnlySpan<byte> bytes) => new(bytes[..32].ToArray(), bytes[32..].ToArray());

    public byte[] ToBytes() => [.. Operation, .. Parameters];

    /// <summary>The body says nothing but who asks: it means what was sent first.</summary>
    public bool IsBare => CryptographicOperations.FixedTimeEquals(Parameters, NoParameters);

    /// <summary>Whether a later call may use what this one was authenticated for.</summary>
    public bool Covers(RequestHash later) =>
        CryptographicOperations.FixedTimeEquals(Operation, later.Operation)
        && (later.IsBare || CryptographicOperations.FixedTimeEquals(Parameters, later.Parameters));
}

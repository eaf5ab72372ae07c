using System.Text.Json;
using Vestnik.Homeserver.Contacts;

namespace Vestnik.ClientApi.ThirdPartyIdentifiers;

/// <summary>How a client names a proof that a person has given.</summary>
internal static class ContactCredentials
{
    /// <summary>The proof that an object with <c>sid</c> and <c>client_secret</c> names, when it has been given; else null.</summary>
    public static async Task<ContactSession?> FindAsync(JsonElement named, ContactProofs proofs, CancellationToken cancel) =>
        named.ValueKind == JsonValueKind.Object
        && named.TryGetProperty("sid", out var sid) && sid.ValueKind == JsonValueKind.String
        && named.TryGetProperty("client_secret", out var secret) && secret.ValueKind == JsonValueKind.String
            ? await proofs.ProvenAsync(sid.GetString()!, secret.GetString()!, cancel)
            : null;

    /// <summary>The same, of the <c>auth</c> of a body: under the name of today or that of before.</summary>
    public static async Task<ContactSession?> FindInAuthAsync(JsonElement auth, ContactProofs proofs, CancellationToken cancel) =>
        auth.ValueKind == JsonValueKind.Object
        && (auth.TryGetProperty("threepid_creds", out var named) || auth.TryGetProperty("threepidCreds", out named))
            ? await FindAsync(named, proofs, cancel)
            : null;

    /// <summary>The same, of a whole body.</summary>
    public static async Task<ContactSession?> FindInBodyAsync(ReadOnlyMemory<byte> body, ContactProofs proofs, CancellationToken cancel)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        using var parsed = JsonDocument.Parse(body);
        return parsed.RootElement.ValueKind == JsonValueKind.Object && parsed.RootElement.TryGetProperty("auth", out var auth)
            ? await FindInAuthAsync(auth, proofs, cancel)
            : null;
    }
}

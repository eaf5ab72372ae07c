using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Signing;

/// <summary>Finds a signature in a canonical object.</summary>
internal static class SignatureLookup
{
    /// <returns>The signature's bytes; null when there is none or it is not base64.</returns>
    public static byte[]? Find(ReadOnlySpan<byte> json, string entity, string keyId)
    {
        var signatures = CanonicalMembers.Find(json, "signatures"u8);
        var text = CanonicalValue.String(FindText(FindText(signatures, entity), keyId));
        return text is null ? null : UnpaddedBase64.Decode(text);
    }

    /// <summary>The value of <c>signatures</c> is absent, or an object of objects.</summary>
    public static bool AreSound(ReadOnlySpan<byte> signatures)
    {
        if (signatures.IsEmpty)
        {
            return true;
        }

        if (!CanonicalValue.IsObject(signatures))
        {
            return false;
        }

        foreach (var member in new CanonicalMembers(signatures))
        {
            if (!CanonicalValue.IsObject(member.Value))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<byte> FindText(ReadOnlySpan<byte> json, string key)
    {
        if (!CanonicalValue.IsObject(json))
        {
            return [];
        }

        foreach (var member in new CanonicalMembers(json))
        {
            if (JsonText.Decode(member.Key) == key)
            {
                return member.Value;
            }
        }

        return [];
    }
}

using System.Diagnostics;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Signing;

/// <summary>Puts a signature into a canonical object, beside those that are there.</summary>
internal static class SignatureSplice
{
    /// <param name="json">A canonical object whose <c>signatures</c>, if any, is an object of objects.</param>
    /// <param name="entity">The signing server or user.</param>
    /// <param name="keyId">Such as <c>ed25519:1</c>.</param>
    /// <param name="signature">The 64 bytes.</param>
    public static byte[] Add(ReadOnlySpan<byte> json, string entity, string keyId, ReadOnlySpan<byte> signature)
    {
        using var output = new ByteSink(json.Length + entity.Length + keyId.Length + 128);
        output.Append((byte)'{');
        var placed = false;
        foreach (var member in new CanonicalMembers(json))
        {
            var order = member.Key.SequenceCompareTo("signatures"u8);
            if (order >= 0 && !placed)
            {
                Separate(output);
                output.Append("\"signatures\":"u8);
                AppendSignatures(order == 0 ? member.Value : "{}"u8, entity, keyId, signature, output);
                placed = true;
            }

            if (order != 0)
            {
                Separate(output);
                output.Append(member.Member);
            }
        }

        if (!placed)
        {
            Separate(output);
            output.Append("\"signatures\":"u8);
            AppendSignatures("{}"u8, entity, keyId, signature, output);
        }

        output.Append((byte)'}');
        return output.ToArray();
    }

    private static void AppendSignatures(ReadOnlySpan<byte> existing, string entity, string keyId, ReadOnlySpan<byte> signature, ByteSink output)
    {
        if (existing.Length > 2)
        {
            output.Append(Merge(existing, entity, keyId, signature));
            return;
        }

        output.Append((byte)'{');
        JsonText.TryAppend(entity, output);
        output.Append(":{"u8);
        AppendEntry(keyId, signature, output);
        output.Append("}}"u8);
    }

    private static byte[] Merge(ReadOnlySpan<byte> existing, string entity, string keyId, ReadOnlySpan<byte> signature)
    {
        using var merged = new ByteSink(existing.Length + 256);
        merged.Append((byte)'{');
        ReadOnlySpan<byte> own = "{}"u8;
        foreach (var member in new CanonicalMembers(existing))
        {
            if (JsonText.Decode(member.Key) == entity)
            {
                own = member.Value;
                continue;
            }

            merged.Append(member.Member);
            merged.Append((byte)',');
        }

        JsonText.TryAppend(entity, merged);
        merged.Append(":{"u8);
        foreach (var member in new CanonicalMembers(own))
        {
            if (JsonText.Decode(member.Key) != keyId)
            {
                merged.Append(member.Member);
                merged.Append((byte)',');
            }
        }

        AppendEntry(keyId, signature, merged);
        merged.Append("}}"u8);
        return CanonicalJson.Canonicalize(merged.Written, JsonNumbers.Any)
            .Match(bytes => bytes, _ => throw new UnreachableException("Canonical signatures stay canonical."));
    }

    private static void AppendEntry(string keyId, ReadOnlySpan<byte> signature, ByteSink output)
    {
        JsonText.TryAppend(keyId, output);
        output.Append(":\""u8);
        output.Advance(UnpaddedBase64.Encode(signature, output.Reserve(88)));
        output.Append((byte)'"');
    }

    private static void Separate(ByteSink output)
    {
        if (output.Length > 1)
        {
            output.Append((byte)',');
        }
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Events;

/// <summary>The two hashes of an event, over its canonical form.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/server-server-api/#calculating-the-reference-hash-for-an-event</remarks>
internal static class EventHash
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>The content hash: covers the whole event but <c>unsigned</c>, <c>signatures</c> and <c>hashes</c>.</summary>
    public static void Content(ReadOnlySpan<byte> json, Span<byte> hash)
    {
        using var covered = new ByteSink(json.Length);
        covered.Append((byte)'{');
        foreach (var member in new CanonicalMembers(json))
        {
            if (member.Key.SequenceEqual("unsigned"u8) || member.Key.SequenceEqual("signatures"u8) || member.Key.SequenceEqual("hashes"u8))
            {
                continue;
            }

            if (covered.Length > 1)
            {
                covered.Append((byte)',');
            }

            covered.Append(member.Member);
        }

        covered.Append((byte)'}');
        SHA256.HashData(covered.Written, hash);
    }

    /// <summary>The reference hash: covers what a redaction leaves, without signatures. It names the event.</summary>
    public static void Reference(ReadOnlySpan<byte> json, string type, RedactionRules rules, Span<byte> hash)
    {
        using var covered = new ByteSink(json.Length);
        RedactedForm.Append(json, type, rules, signatures: false, covered);
        SHA256.HashData(covered.Written, hash);
    }

    /// <summary>The id that the reference hash gives an event, from room version 3 on.</summary>
    public static EventId Name(ReadOnlySpan<byte> json, string type, RoomVersion version)
    {
        Span<byte> hash = stackalloc byte[Size];
        Reference(json, type, version.Redaction, hash);
        return EventId.OfHash(version.EventIds == EventIdFormat.ReferenceHash
            ? UnpaddedBase64.Encode(hash)
            : Base64Url.EncodeToString(hash));
    }
}

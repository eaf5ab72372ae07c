using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Events;

/// <summary>Writes what the redaction algorithm leaves of an event, by copying slices of its canonical form.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#redactions</remarks>
internal static class RedactedForm
{
    /// <param name="json">The canonical event.</param>
    /// <param name="type">Its type.</param>
    /// <param name="rules">The redaction rules of the room's version.</param>
    /// <param name="signatures">False leaves <c>signatures</c> out, as hashing and signing ask.</param>
    /// <param name="output">Receives a canonical object.</param>
    public static void Append(ReadOnlySpan<byte> json, string type, RedactionRules rules, bool signatures, ByteSink output)
    {
        output.Append((byte)'{');
        var empty = output.Length;
        foreach (var member in new CanonicalMembers(json))
        {
            if (!rules.EventKeys.Contains(member.Key) || (!signatures && member.Key.SequenceEqual("signatures"u8)))
            {
                continue;
            }

            if (output.Length > empty)
            {
                output.Append((byte)',');
            }

            if (member.Key.SequenceEqual("content"u8))
            {
                output.Append("\"content\":"u8);
                AppendContent(member.Value, rules.ContentOf(type), output);
            }
            else
            {
                output.Append(member.Member);
            }
        }

        output.Append((byte)'}');
    }

    public static void AppendContent(ReadOnlySpan<byte> content, KeptContent kept, ByteSink output)
    {
        if (kept.Everything || !CanonicalValue.IsObject(content))
        {
            output.Append(content);
            return;
        }

        output.Append((byte)'{');
        var empty = output.Length;
        foreach (var member in new CanonicalMembers(content))
        {
            var signed = kept.SignedOfThirdPartyInvite && member.Key.SequenceEqual("third_party_invite"u8)
                ? CanonicalMembers.Find(member.Value, "signed"u8)
                : [];
            if (signed.IsEmpty && !kept.Names.Contains(member.Key))
            {
                continue;
            }

            if (output.Length > empty)
            {
                output.Append((byte)',');
            }

            if (signed.IsEmpty)
            {
                output.Append(member.Member);
            }
            else
            {
                output.Append("\"third_party_invite\":{\"signed\":"u8);
                output.Append(signed);
                output.Append((byte)'}');
            }
        }

        output.Append((byte)'}');
    }
}

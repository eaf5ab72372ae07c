using Vestnik.Protocol.Events;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.Signing;

namespace Vestnik.Protocol.Authorization;

/// <summary>An invite of a person whom an identity server bound to an address that was invited earlier.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/rooms/v12/#authorisation-rules (rule 5.4.1)</remarks>
internal static class ThirdPartyInviteRules
{
    public static Verdict Check(Pdu candidate, ThirdPartyInvite proof, string target, RoomView room)
    {
        if (room.MembershipOf(target) == Membership.Ban)
        {
            return Verdict.Reject("the target is banned");
        }

        if (proof.Signed.IsEmpty || proof.Mxid is null || proof.Token is null)
        {
            return Verdict.Reject("the third-party invite is not signed for a user and a token");
        }

        if (proof.Mxid != target)
        {
            return Verdict.Reject("the third-party invite is for another user");
        }

        if (room.ThirdPartyInvite(proof.Token) is not { } invite)
        {
            return Verdict.Reject("the room knows no such third-party invite");
        }

        if (invite.Sender != candidate.Sender)
        {
            return Verdict.Reject("the third-party invite is of another sender");
        }

        return PublicKeys(invite.Content.Span).Exists(key => IsSignedWith(proof.Signed.Span, key))
            ? Verdict.Allow
            : Verdict.Reject("no key of the third-party invite signed it");
    }

    private static List<byte[]> PublicKeys(ReadOnlySpan<byte> content)
    {
        var keys = new List<byte[]>();
        AddKey(CanonicalMembers.Find(content, "public_key"u8), keys);
        var list = CanonicalMembers.Find(content, "public_keys"u8);
        if (CanonicalValue.IsArray(list))
        {
            foreach (var element in CanonicalValue.Elements(list))
            {
                AddKey(CanonicalMembers.Find(list[element], "public_key"u8), keys);
            }
        }

        return keys;
    }

    private static void AddKey(ReadOnlySpan<byte> value, List<byte[]> keys)
    {
        if (CanonicalValue.String(value) is { } text && UnpaddedBase64.Decode(text) is { } key)
        {
            keys.Add(key);
        }
    }

    private static bool IsSignedWith(ReadOnlySpan<byte> signed, byte[] key)
    {
        var signatures = CanonicalMembers.Find(signed, "signatures"u8);
        if (signatures.IsEmpty || !SignatureLookup.AreSound(signatures))
        {
            return false;
        }

        foreach (var entity in new CanonicalMembers(signatures))
        {
            foreach (var signature in new CanonicalMembers(entity.Value))
            {
                if (signature.Key.StartsWith("ed25519:"u8)
                    && JsonSignature.Verify(signed, JsonText.Decode(entity.Key), JsonText.Decode(signature.Key), key))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

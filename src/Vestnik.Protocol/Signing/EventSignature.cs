using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;
using Vestnik.Protocol.RoomVersions;

namespace Vestnik.Protocol.Signing;

/// <summary>Signatures of events: they cover what a redaction leaves, so they outlive it.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/server-server-api/#signing-events</remarks>
public static class EventSignature
{
    /// <summary>The canonical federation form with the signature added to those that are there.</summary>
    public static ReadOnlyMemory<byte> Sign(Pdu pdu, SigningKey key, RoomVersion version)
    {
        using var signed = Signed(pdu, version);
        return SignatureSplice.Add(pdu.Json.Span, key.Server.ToString(), key.Id, key.Sign(signed.Written));
    }

    /// <summary>The event carries a valid signature of this server made with this key.</summary>
    public static bool Verify(Pdu pdu, ServerName server, string keyId, ReadOnlySpan<byte> publicKey, RoomVersion version)
    {
        if (SignatureLookup.Find(pdu.Json.Span, server.ToString(), keyId) is not { } signature)
        {
            return false;
        }

        using var signed = Signed(pdu, version);
        return Ed25519Signature.Verify(publicKey, signed.Written, signature);
    }

    /// <summary>The content hash that the event carries is the hash of its content. When it is not, only the redacted event may be used.</summary>
    /// <remarks>Spec: https://spec.matrix.org/v1.19/server-server-api/#validating-hashes-and-signatures-on-received-events</remarks>
    public static bool ContentHashHolds(Pdu pdu)
    {
        var claimed = CanonicalValue.String(CanonicalMembers.Find(CanonicalMembers.Find(pdu.Json.Span, "hashes"u8), "sha256"u8));
        Span<byte> hash = stackalloc byte[EventHash.Size];
        EventHash.Content(pdu.Json.Span, hash);
        return claimed is not null && UnpaddedBase64.Decode(claimed) is { } bytes && hash.SequenceEqual(bytes);
    }

    /// <summary>
    /// The servers without whose valid signature the event must be dropped: that of the sender, unless an identity
    /// server vouches for a third-party invite; in versions 1 and 2 that of the event id; and for a restricted join
    /// that of the member who vouches.
    /// </summary>
    /// <remarks>Spec: https://spec.matrix.org/v1.19/server-server-api/#validating-hashes-and-signatures-on-received-events</remarks>
    public static IReadOnlySet<ServerName> RequiredSigners(Pdu pdu, RoomVersion version)
    {
        var signers = new HashSet<ServerName>();
        var member = pdu.Type == EventType.Member ? pdu.Member : null;
        if (member is not { Membership: Membership.Invite, ThirdPartyInvite: not null })
        {
            signers.Add(pdu.Sender.Server);
        }

        if (version.EventIds == EventIdFormat.Opaque && pdu.Id.Server is { } named)
        {
            signers.Add(named);
        }

        if (version.Authorization.RestrictedJoins && member is { Membership: Membership.Join, AuthorisedVia: { } voucher })
        {
            signers.Add(voucher.Server);
        }

        return signers;
    }

    private static ByteSink Signed(Pdu pdu, RoomVersion version)
    {
        var signed = new ByteSink(pdu.Json.Length);
        RedactedForm.Append(pdu.Json.Span, pdu.Type, version.Redaction, signatures: false, signed);
        return signed;
    }
}

using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Events;

/// <summary>The proof that an identity server bound an invited address to a user.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroommember</remarks>
public sealed record ThirdPartyInvite
{
    /// <summary>The canonical <c>signed</c> object; empty when absent or not an object.</summary>
    public required ReadOnlyMemory<byte> Signed { get; init; }

    /// <summary>Null when absent or not a string.</summary>
    public required string? Mxid { get; init; }

    /// <summary>Null when absent or not a string.</summary>
    public required string? Token { get; init; }

    internal static ThirdPartyInvite Read(ReadOnlySpan<byte> invite)
    {
        var found = CanonicalMembers.Find(invite, "signed"u8);
        var signed = CanonicalValue.IsObject(found) ? found : [];
        return new ThirdPartyInvite
        {
            Signed = signed.ToArray(),
            Mxid = CanonicalValue.String(CanonicalMembers.Find(signed, "mxid"u8)),
            Token = CanonicalValue.String(CanonicalMembers.Find(signed, "token"u8)),
        };
    }
}

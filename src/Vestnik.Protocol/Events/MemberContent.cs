using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Events;

/// <summary>What the rules read from <c>m.room.member</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroommember</remarks>
public sealed record MemberContent
{
    public required Membership Membership { get; init; }

    /// <summary><c>membership</c> is present as a string, known or not.</summary>
    public required bool NamesMembership { get; init; }

    /// <summary><c>join_authorised_via_users_server</c> is present, whatever it holds.</summary>
    public required bool IsAuthorised { get; init; }

    /// <summary>The member whose server vouches for a restricted join; null when absent or not a user id.</summary>
    public required UserId? AuthorisedVia { get; init; }

    /// <summary><c>third_party_invite</c>; null when absent.</summary>
    public required ThirdPartyInvite? ThirdPartyInvite { get; init; }

    /// <summary>Null when absent or not a string.</summary>
    public required string? DisplayName { get; init; }

    internal static MemberContent Read(ReadOnlySpan<byte> content)
    {
        var membership = CanonicalMembers.Find(content, "membership"u8);
        var authorisedVia = CanonicalMembers.Find(content, "join_authorised_via_users_server"u8);
        var invite = CanonicalMembers.Find(content, "third_party_invite"u8);
        return new MemberContent
        {
            Membership = ReadMembership(membership),
            NamesMembership = membership.StartsWith("\""u8),
            IsAuthorised = !authorisedVia.IsEmpty,
            AuthorisedVia = CanonicalValue.Identifier<UserId>(authorisedVia),
            ThirdPartyInvite = invite.IsEmpty ? null : ThirdPartyInvite.Read(invite),
            DisplayName = CanonicalValue.String(CanonicalMembers.Find(content, "displayname"u8)),
        };
    }

    private static Membership ReadMembership(ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual("\"join\""u8))
        {
            return Membership.Join;
        }

        if (value.SequenceEqual("\"leave\""u8))
        {
            return Membership.Leave;
        }

        if (value.SequenceEqual("\"invite\""u8))
        {
            return Membership.Invite;
        }

        if (value.SequenceEqual("\"ban\""u8))
        {
            return Membership.Ban;
        }

        return value.SequenceEqual("\"knock\""u8) ? Membership.Knock : Membership.Unknown;
    }
}

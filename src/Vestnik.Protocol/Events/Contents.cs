using System.Collections.Immutable;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Json;

namespace Vestnik.Protocol.Events;

/// <summary>What the rules read from <c>m.room.create</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroomcreate</remarks>
public sealed record CreateContent
{
    /// <summary>The <c>creator</c> of rooms before version 11; null when absent or not a string.</summary>
    public required string? Creator { get; init; }

    /// <summary><c>creator</c> is present, whatever it holds.</summary>
    public required bool NamesCreator { get; init; }

    /// <summary>False when <c>m.federate</c> is false: only users of the creating server may take part.</summary>
    public required bool Federates { get; init; }

    /// <summary>"1" when absent; null when it is not a string.</summary>
    public required string? RoomVersion { get; init; }

    /// <summary><c>additional_creators</c>: default when absent, null when it is not an array of user ids.</summary>
    public required ImmutableArray<UserId>? AdditionalCreators { get; init; }

    internal static CreateContent Read(ReadOnlySpan<byte> content)
    {
        var version = CanonicalMembers.Find(content, "room_version"u8);
        var creator = CanonicalMembers.Find(content, "creator"u8);
        return new CreateContent
        {
            Creator = CanonicalValue.String(creator),
            NamesCreator = !creator.IsEmpty,
            Federates = CanonicalValue.Boolean(CanonicalMembers.Find(content, "m.federate"u8)) ?? true,
            RoomVersion = version.IsEmpty ? "1" : CanonicalValue.String(version),
            AdditionalCreators = ReadCreators(CanonicalMembers.Find(content, "additional_creators"u8)),
        };
    }

    private static ImmutableArray<UserId>? ReadCreators(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return ImmutableArray<UserId>.Empty;
        }

        if (!CanonicalValue.IsArray(value))
        {
            return null;
        }

        var creators = ImmutableArray.CreateBuilder<UserId>();
        foreach (var element in CanonicalValue.Elements(value))
        {
            if (CanonicalValue.Identifier<UserId>(value[element]) is not { } creator)
            {
                return null;
            }

            creators.Add(creator);
        }

        return creators.ToImmutable();
    }
}

/// <summary>What the rules read from <c>m.room.join_rules</c>.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#mroomjoin_rules</remarks>
public sealed record JoinRulesContent
{
    /// <summary>Null when absent or not a string.</summary>
    public required string? Rule { get; init; }

    internal static JoinRulesContent Read(ReadOnlySpan<byte> content) =>
        new() { Rule = CanonicalValue.String(CanonicalMembers.Find(content, "join_rule"u8)) };
}

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

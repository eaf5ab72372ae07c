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

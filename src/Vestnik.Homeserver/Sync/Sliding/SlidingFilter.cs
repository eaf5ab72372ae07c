using System.Collections.Immutable;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>Which rooms belong to a list; what is null does not matter.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186 (SlidingRoomFilter)</remarks>
public sealed record SlidingFilter
{
    public static SlidingFilter None { get; } = new();

    public bool? IsDirect { get; init; }

    public bool? IsEncrypted { get; init; }

    public bool? IsInvited { get; init; }

    /// <summary>Rooms that one of these spaces names as its own.</summary>
    public ImmutableHashSet<string>? Spaces { get; init; }

    /// <summary>The empty text stands for rooms without a type.</summary>
    public ImmutableHashSet<string>? RoomTypes { get; init; }

    /// <inheritdoc cref="RoomTypes"/>
    public ImmutableHashSet<string>? NotRoomTypes { get; init; }

    public ImmutableHashSet<string>? Tags { get; init; }

    public ImmutableHashSet<string>? NotTags { get; init; }

    public bool NeedsTags => Tags is not null || NotTags is not null;

    /// <summary>The rooms of all these that belong to the list, in their order.</summary>
    public List<RoomCard> Of(IReadOnlyList<RoomCard> rooms)
    {
        var children = Spaces is null ? null : ChildrenOf(Spaces, rooms);
        return [.. rooms.Where(card => Matches(card, children))];
    }

    private bool Matches(RoomCard card, HashSet<string>? children) =>
        (IsDirect is null || IsDirect == card.IsDirect)
        && (IsEncrypted is null || IsEncrypted == card.IsEncrypted)
        && (IsInvited is null || IsInvited == (card.Place.Membership == Membership.Invite))
        && (children is null || children.Contains(card.Room.ToString()))
        && (RoomTypes is null || RoomTypes.Contains(card.Type))
        && (NotRoomTypes is null || !NotRoomTypes.Contains(card.Type))
        && (Tags is null || Tags.Overlaps(card.Tags))
        && (NotTags is null || !NotTags.Overlaps(card.Tags));

    // A space that the person is not in is no space of theirs.
    private static HashSet<string> ChildrenOf(ImmutableHashSet<string> spaces, IReadOnlyList<RoomCard> rooms)
    {
        var children = new HashSet<string>(StringComparer.Ordinal);
        foreach (var space in rooms.Where(card => card.Place.Membership == Membership.Join && spaces.Contains(card.Room.ToString())))
        {
            children.UnionWith(space.Children);
        }

        return children;
    }
}

using Vestnik.Homeserver.AppServices;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Previewing;

/// <summary>The list of public rooms: what is on it, and who may change that.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#published-room-directory</remarks>
public sealed class PublicRooms(IPublishedRooms published, RoomViews views)
{
    /// <summary>Rooms with somebody in them that the question asks for, the largest first.</summary>
    public async ValueTask<IReadOnlyList<RoomDescription>> FindAsync(PublicRoomQuestion question, CancellationToken cancel)
    {
        var found = new List<RoomDescription>();
        foreach (var room in await ListAsync(question, cancel))
        {
            if (await views.FindAsync(room, cancel) is { JoinedCount: > 0 } view
                && RoomDescription.Of(view) is var description
                && question.AsksFor(description))
            {
                found.Add(description);
            }
        }

        found.Sort(static (one, other) => one.JoinedCount == other.JoinedCount
            ? string.CompareOrdinal(one.Room.ToString(), other.Room.ToString())
            : other.JoinedCount.CompareTo(one.JoinedCount));
        return found;
    }

    private ValueTask<IReadOnlyList<RoomId>> ListAsync(PublicRoomQuestion question, CancellationToken cancel) =>
        question.IsOfAllNetworks ? published.InNetworkAsync(null, cancel)
        : question.Network is { } network ? published.InNetworkAsync(network, cancel)
        : published.AllAsync(cancel);

    /// <summary>Puts a room on an application service's own list or takes it off.</summary>
    /// <returns>True; <c>M_NOT_FOUND</c> for an unknown room.</returns>
    public async Task<Outcome<bool>> SetAsync(NetworkName network, RoomId room, bool isPublic, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is null)
        {
            return NoSuchRoom;
        }

        await published.SetAsync(network, room, isPublic);
        return true;
    }

    /// <returns>Whether the room is on the list; <c>M_NOT_FOUND</c> for an unknown room.</returns>
    public async ValueTask<Outcome<bool>> HasAsync(RoomId room, CancellationToken cancel) =>
        await views.FindAsync(room, cancel) is null ? NoSuchRoom : await published.HasAsync(room, cancel);

    /// <summary>Puts a room on the list or takes it off, for a member who may say what the room is called.</summary>
    /// <returns>True; <c>M_NOT_FOUND</c> for an unknown room, <c>M_FORBIDDEN</c> without the power.</returns>
    public async Task<Outcome<bool>> SetAsync(RoomId room, UserId user, bool isPublic, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is not { } view)
        {
            return NoSuchRoom;
        }

        var power = view.PowerLevels;
        if (view.MembershipOf(user) != Membership.Join || power.UserLevel(user) < power.EventLevel(EventType.CanonicalAlias, isState: true))
        {
            return MatrixError.Forbidden("Only members who may give the room an alias may publish it.");
        }

        await published.SetAsync(room, isPublic);
        return true;
    }

    private static MatrixError NoSuchRoom { get; } = MatrixError.NotFound("This server knows no such room.");
}

/// <summary>Which public rooms are wanted.</summary>
public sealed record PublicRoomQuestion
{
    /// <summary>Stands in the name, the topic or the alias, in whatever case; null for every room.</summary>
    public string? Term { get; init; }

    /// <summary>The wanted types, null among them for ordinary rooms; null for every room.</summary>
    public IReadOnlyList<string?>? Types { get; init; }

    /// <summary>Of whose list; null for that of this server.</summary>
    public NetworkName? Network { get; init; }

    /// <summary>Of every list, whatever <see cref="Network"/> says.</summary>
    public bool IsOfAllNetworks { get; init; }

    public bool AsksFor(RoomDescription room) =>
        (Types is null || Types.Contains(room.Type, StringComparer.Ordinal))
        && (string.IsNullOrEmpty(Term) || Holds(room.Name) || Holds(room.Topic) || Holds(room.CanonicalAlias));

    private bool Holds(string? text) => text?.Contains(Term!, StringComparison.OrdinalIgnoreCase) == true;
}

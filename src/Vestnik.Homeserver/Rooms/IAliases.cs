using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>The names under which rooms are found on this server.</summary>
public interface IAliases
{
    ValueTask<AliasRow?> FindAsync(RoomAlias alias, CancellationToken cancel);

    ValueTask<IReadOnlyList<RoomAlias>> OfRoomAsync(RoomId room, CancellationToken cancel);

    /// <summary>False when the alias names a room already.</summary>
    Task<bool> AddAsync(RoomAlias alias, RoomId room, UserId creator);

    /// <summary>All aliases of one room lead to another from now on; their creators stay.</summary>
    Task MoveAsync(RoomId from, RoomId to);

    /// <summary>False when there is no such alias.</summary>
    Task<bool> RemoveAsync(RoomAlias alias, RoomId room);
}

public sealed record AliasRow(RoomId Room, UserId Creator);

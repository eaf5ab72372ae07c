using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Administration;

/// <summary>Rooms that an administrator has closed.</summary>
public interface IShutRooms
{
    /// <summary>Null for a room that is open.</summary>
    ValueTask<ShutRoom?> FindAsync(RoomId room, CancellationToken cancel);

    /// <summary>Closes a room, with its aliases and its place on every list, and sets what follows from that, in one transaction.</summary>
    /// <returns>The aliases that it had.</returns>
    Task<IReadOnlyList<RoomAlias>> ShutAsync(RoomId room, ShutRoom how, Errand errand);

    /// <summary>Keeps people from entering a room, or lets them in again; a purged room stays closed.</summary>
    Task BlockAsync(RoomId room, bool isBlocked, long at);
}

/// <param name="At">Milliseconds since 1970.</param>
/// <param name="IsPurged">What was said there goes too.</param>
public sealed record ShutRoom(long At, bool IsPurged);

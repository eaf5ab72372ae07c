using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Administration;

/// <summary>What administrators do to rooms. None of it reads what is said in them.</summary>
public sealed class RoomStewardship(IShutRooms shut, RoomViews views, Errands errands, Deeds deeds, TimeProvider clock)
{
    /// <summary>So long the administrator waits; the last of very many leave a little later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The refusal of whoever wants to enter a closed room.</summary>
    public static MatrixError Closed { get; } = MatrixError.Forbidden("The operator of this server has closed this room.");

    /// <summary>Takes everybody out of a room, takes its names away and lets nobody in again.</summary>
    /// <param name="doer">Which administrator.</param>
    /// <param name="room">Which room.</param>
    /// <param name="purge">What was said in it goes too.</param>
    /// <param name="cancel">Stops looking; what has begun is done.</param>
    /// <returns>Who was there; <c>M_NOT_FOUND</c>.</returns>
    public async Task<Outcome<ClosedRoom>> CloseAsync(UserId doer, RoomId room, bool purge, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is not { } view)
        {
            return NoSuchRoom;
        }

        await deeds.NoteAsync(doer.ToString(), purge ? "room.delete" : "room.shut", room.ToString());
        var present = RoomShutting.Present(view).ToList();
        var aliases = await shut.ShutAsync(room, new ShutRoom(clock.GetUtcNow().ToUnixTimeMilliseconds(), purge), RoomShutting.Of(room));
        await errands.HurryAsync(RoomShutting.Of(room), Patience);
        return new ClosedRoom(present, aliases);
    }

    /// <summary>Keeps people from entering a room, or lets them in again. Whoever is in it stays.</summary>
    /// <returns>Whether it is blocked now; <c>M_INVALID_PARAM</c> for a purged room, which stays closed.</returns>
    public async Task<Outcome<bool>> BlockAsync(UserId doer, RoomId room, bool isBlocked, CancellationToken cancel)
    {
        if (!isBlocked && await shut.FindAsync(room, cancel) is { IsPurged: true })
        {
            return MatrixError.InvalidParam("The room has been deleted; it stays closed.");
        }

        await deeds.NoteAsync(doer.ToString(), isBlocked ? "room.block" : "room.unblock", room.ToString());
        await shut.BlockAsync(room, isBlocked, clock.GetUtcNow().ToUnixTimeMilliseconds());
        return isBlocked;
    }

    public static MatrixError NoSuchRoom { get; } = MatrixError.NotFound("This server knows no such room.");
}

/// <param name="Left">Who was in the room, invited or knocking, and is no more.</param>
/// <param name="Aliases">The aliases that it had.</param>
public sealed record ClosedRoom(IReadOnlyList<UserId> Left, IReadOnlyList<RoomAlias> Aliases);

using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Which rooms a person stands to, derived in the transaction of each membership event.</summary>
public interface IMemberships
{
    /// <summary>Every room that the person has ever had a membership of, forgotten ones included.</summary>
    ValueTask<IReadOnlyList<RoomOfUser>> OfAsync(UserId user, CancellationToken cancel);

    /// <summary>Hides a left room from the person until the next membership event; false when they are still in it.</summary>
    Task<bool> ForgetAsync(UserId user, RoomId room);
}

/// <summary>How one person stands to one room.</summary>
public sealed record RoomOfUser
{
    public required RoomId Room { get; init; }

    public required int Shard { get; init; }

    public required Membership Membership { get; init; }

    /// <summary>Sequence in the room of the event that made it so.</summary>
    public required long Sequence { get; init; }

    /// <summary>Position in the shard of the event that made it so.</summary>
    public required long Position { get; init; }

    /// <summary>Position of the room's last event.</summary>
    public required long HeadPosition { get; init; }

    public required bool Forgotten { get; init; }
}

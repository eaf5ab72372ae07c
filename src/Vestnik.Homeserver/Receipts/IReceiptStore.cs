using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Receipts;

/// <summary>How far people have read, one row for each person, kind and thread of a room.</summary>
public interface IReceiptStore
{
    /// <summary>Moves the receipt forwards and answers when that is on disk; false when it stands there or further already.</summary>
    Task<bool> MoveAsync(RoomId room, Receipt receipt);

    /// <summary>Every receipt of a room, in the order of their positions.</summary>
    ValueTask<IReadOnlyList<Receipt>> OfRoomAsync(RoomId room, CancellationToken cancel);

    /// <summary>The position of the latest receipt of each room that the person is joined to, where there is one.</summary>
    ValueTask<IReadOnlyList<(RoomId Room, int Shard, long Position)>> LatestAsync(UserId user, CancellationToken cancel);
}

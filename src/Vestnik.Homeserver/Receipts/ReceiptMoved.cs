using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Receipts;

/// <summary>Somebody has read further, in the room's shard.</summary>
/// <param name="Room">Where.</param>
/// <param name="User">Who.</param>
/// <param name="Type"><see cref="Receipt.Public"/> or <see cref="Receipt.Private"/>.</param>
/// <param name="Thread"><see cref="Receipt.Thread"/>.</param>
/// <param name="Event">Up to and including this event.</param>
/// <param name="Sequence">Of the event in its room.</param>
/// <param name="ReadAt">In milliseconds since 1970.</param>
[GenerateSerializer]
[Alias("vestnik.receipt-moved")]
public sealed record ReceiptMoved(
    [property: Id(0)] RoomId Room,
    [property: Id(1)] UserId User,
    [property: Id(2)] string Type,
    [property: Id(3)] string? Thread,
    [property: Id(4)] EventId Event,
    [property: Id(5)] long Sequence,
    [property: Id(6)] long ReadAt) : Fact;

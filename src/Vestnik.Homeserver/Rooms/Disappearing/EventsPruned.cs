using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Disappearing;

/// <summary>Events of a room have lost their content without an event that says so.</summary>
/// <param name="Room">The room.</param>
[GenerateSerializer]
[Alias("vestnik.events-pruned")]
public sealed record EventsPruned([property: Id(0)] RoomId Room) : Fact;

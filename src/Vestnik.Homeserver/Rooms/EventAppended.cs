using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>A room has one more event, in the room's shard.</summary>
/// <param name="Room">The room.</param>
/// <param name="Event">The event at its place.</param>
/// <param name="Redacted">When the event is a redaction that took effect: its target as it is from now on.</param>
[GenerateSerializer]
[Alias("vestnik.event-appended")]
public sealed record EventAppended(
    [property: Id(0)] RoomId Room, [property: Id(1)] TimelineEvent Event, [property: Id(2)] TimelineEvent? Redacted = null) : Fact;

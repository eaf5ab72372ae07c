using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>A room has one more event, in the room's shard.</summary>
/// <param name="Room">The room.</param>
/// <param name="Event">The event at its place.</param>
/// <param name="Redacted">When the event is a redaction that took effect: its target as it is from now on.</param>
public sealed record EventAppended(RoomId Room, TimelineEvent Event, TimelineEvent? Redacted = null) : Fact;

using Vestnik.Protocol.Errors;

namespace Vestnik.Homeserver.Rooms;

/// <summary>The one writer of a room; its key is the room id. Readers ask <see cref="RoomViews"/> and never wait here.</summary>
[Alias("vestnik.room")]
public interface IRoom : IGrainWithStringKey
{
    /// <summary>Appends one event and answers when it is on disk.</summary>
    /// <returns>
    /// The event id, the same for the same session and transaction id; <c>M_FORBIDDEN</c> with the rule that speaks
    /// against it; <c>M_NOT_FOUND</c> for an unknown room; 503 when it could not be made durable.
    /// </returns>
    [Alias("append")]
    Task<Outcome<EventId>> AppendAsync(NewEvent request);

    /// <summary>Appends the first events of a new room, all of them or none.</summary>
    /// <returns>The last event's id; <c>M_ROOM_IN_USE</c> when the room exists.</returns>
    [Alias("found")]
    Task<Outcome<EventId>> FoundAsync(FirstEvents founding);
}

using Vestnik.Protocol.Events;

namespace Vestnik.Protocol.Authorization;

/// <summary>
/// The state that an event is judged against: the room before the event, or the events that it names itself.
/// It always knows the create event, also in room versions where no event names it.
/// </summary>
public interface IRoomState
{
    Pdu? Find(string type, string stateKey);
}

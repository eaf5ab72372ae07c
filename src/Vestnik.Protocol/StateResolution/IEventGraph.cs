using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Protocol.StateResolution;

/// <summary>The events that a resolution may need: those of the states that meet, and their auth chains.</summary>
public interface IEventGraph
{
    /// <summary>The event; null when this server does not have it, which resolution takes as absent.</summary>
    Pdu? Find(EventId id);

    /// <summary>
    /// A number of this server's own that is above those of all auth events of the event, such as the order in which
    /// it accepted them. <c>depth</c> will not do: it is whatever the sending server claims.
    /// </summary>
    long Rank(EventId id);

    /// <summary>The event failed the authorization rules when it was received.</summary>
    bool IsRejected(EventId id);
}

namespace Vestnik.Protocol.RoomVersions;

/// <summary>How an event gets its id.</summary>
public enum EventIdFormat
{
    /// <summary><c>$opaque:server</c>, chosen by the sending server and carried in the event.</summary>
    Opaque,

    /// <summary>The reference hash in unpadded base64.</summary>
    ReferenceHash,

    /// <summary>The reference hash in URL-safe unpadded base64.</summary>
    UrlSafeReferenceHash,
}

/// <summary>How a room gets its id.</summary>
public enum RoomIdFormat
{
    /// <summary><c>!opaque:server</c>, chosen by the creating server.</summary>
    ServerScoped,

    /// <summary>The create event's id with <c>!</c> instead of <c>$</c>; the create event itself carries no room id.</summary>
    CreateEventHash,
}

/// <summary>How servers agree on one state when the graph forks.</summary>
public enum StateResolutionAlgorithm
{
    V1,
    V2,

    /// <summary>Version 2.1: starts from an empty state and replays the conflicted subgraph.</summary>
    V2Revised,
}

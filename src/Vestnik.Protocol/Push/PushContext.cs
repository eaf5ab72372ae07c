using Vestnik.Protocol.Authorization;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Protocol.Push;

/// <summary>What an event is to one person: who they are, and the room around the event.</summary>
public readonly record struct PushContext
{
    public required UserId User { get; init; }

    /// <summary>The person's display name in the room; null when there is none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>How many people are joined.</summary>
    public required int MemberCount { get; init; }

    public required PowerLevels Power { get; init; }
}

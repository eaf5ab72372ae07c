using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Delayed;

/// <summary>Something that a person wants a room to be told later, unless they think better of it.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4140</remarks>
public sealed record DelayedEvent
{
    /// <summary>The session of events that the server sends when their time has come: no device has it.</summary>
    public const long Session = 0;

    /// <summary>Opaque, and the transaction id of the event that comes of it.</summary>
    public required string Id { get; init; }

    public required UserId Sender { get; init; }

    public required RoomId Room { get; init; }

    public required string Type { get; init; }

    /// <summary>Null for an event that is not state.</summary>
    public string? StateKey { get; init; }

    /// <summary>A canonical JSON object.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Milliseconds.</summary>
    public required long Delay { get; init; }

    /// <summary>When it was scheduled, or restarted last: milliseconds since 1970.</summary>
    public required long ScheduledAt { get; init; }

    public DelayedPhase Phase { get; init; }

    /// <summary>Milliseconds since 1970; null while it may still be sent.</summary>
    public long? FinalisedAt { get; init; }

    /// <summary>What came of it.</summary>
    public EventId? Event { get; init; }

    /// <summary>Why nothing came of it.</summary>
    public MatrixError? Error { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long DueAt => ScheduledAt + Delay;

    /// <summary>It is over, and no event came of it.</summary>
    public bool IsCancelled => Phase == DelayedPhase.Finalised && Event is null;
}

/// <summary>How far a delayed event has come; the numbers stand in the archive.</summary>
public enum DelayedPhase
{
    Scheduled = 0,

    /// <summary>Its time has come, and nobody can stop it any more.</summary>
    BeingSent = 1,

    Finalised = 2,
}

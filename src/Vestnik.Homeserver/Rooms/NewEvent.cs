using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>What somebody wants a room to say.</summary>
[Immutable]
[GenerateSerializer]
[Alias("vestnik.new-event")]
public sealed record NewEvent
{
    [Id(0)]
    public required UserId Sender { get; init; }

    [Id(1)]
    public required string Type { get; init; }

    /// <summary>Null for an event that is not state.</summary>
    [Id(2)]
    public string? StateKey { get; init; }

    /// <summary>A canonical JSON object. Nobody changes the bytes.</summary>
    [Id(3)]
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The sender's session, the scope of <see cref="TransactionId"/>.</summary>
    [Id(4)]
    public long? SessionId { get; init; }

    /// <summary>The client's transaction id; null when the request has none.</summary>
    [Id(5)]
    public string? TransactionId { get; init; }

    /// <summary>For a redaction, its target.</summary>
    [Id(6)]
    public EventId? Redacts { get; init; }

    /// <summary>Milliseconds since 1970; null means now.</summary>
    [Id(7)]
    public long? Timestamp { get; init; }
}

/// <summary>A room's version and its first events, the create event first.</summary>
[Immutable]
[GenerateSerializer]
[Alias("vestnik.first-events")]
public sealed record FirstEvents
{
    [Id(0)]
    public required string Version { get; init; }

    /// <summary>Every event has a timestamp: the create event's is part of the room id from version 12 on.</summary>
    [Id(1)]
    public required IReadOnlyList<NewEvent> Events { get; init; }

    /// <summary>The alias that the room gets in the same transaction, or null.</summary>
    [Id(2)]
    public RoomAlias? Alias { get; init; }

    /// <summary>The room appears in the list of public rooms.</summary>
    [Id(3)]
    public bool IsPublished { get; init; }
}

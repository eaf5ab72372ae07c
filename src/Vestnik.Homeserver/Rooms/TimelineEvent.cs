using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Rooms;

/// <summary>One event at its place in its room, with what every reader needs of it. Immutable and shared by all readers.</summary>
[GenerateSerializer]
[Alias("vestnik.timeline-event")]
public sealed record TimelineEvent
{
    /// <summary>From 1 upwards within the room, without holes.</summary>
    [Id(0)]
    public required long Sequence { get; init; }

    /// <summary>From 1 upwards within the log shard; 0 before the event is committed.</summary>
    [Id(1)]
    public required long Position { get; init; }

    [Id(2)]
    public required int Shard { get; init; }

    /// <summary>The event; for a redacted one what the redaction left. The signature stands in the archive, not necessarily here.</summary>
    [Id(3)]
    public required Pdu Event { get; init; }

    /// <summary>
    /// The client form, serialised once: an object without its closing brace, without <c>room_id</c> and without
    /// <c>unsigned</c>. <see cref="ClientEvent"/> appends what differs between readers.
    /// </summary>
    [Id(4)]
    public required ReadOnlyMemory<byte> ClientJson { get; init; }

    /// <summary>
    /// The members of <c>unsigned</c> that are the same for every reader (<c>prev_content</c>, <c>replaces_state</c>,
    /// <c>redacted_because</c>), each with a comma in front; empty for most events.
    /// </summary>
    [Id(5)]
    public ReadOnlyMemory<byte> SharedUnsigned { get; init; }

    /// <summary>The session that sent the event through this server, for <c>unsigned.transaction_id</c>.</summary>
    [Id(6)]
    public long? SessionId { get; init; }

    /// <summary>The transaction id of that session's request.</summary>
    [Id(7)]
    public string? TransactionId { get; init; }

    /// <summary>For state, the event that held its place before.</summary>
    [Id(8)]
    public EventId? ReplacesState { get; init; }

    /// <summary>A redaction has taken the content.</summary>
    [Id(9)]
    public bool Redacted { get; init; }
}

using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Rooms;

/// <summary>One event at its place in its room, with what every reader needs of it. Immutable and shared by all readers.</summary>
public sealed record TimelineEvent
{
    /// <summary>From 1 upwards within the room, without holes.</summary>
    public required long Sequence { get; init; }

    /// <summary>From 1 upwards within the log shard; 0 before the event is committed.</summary>
    public required long Position { get; init; }

    public required int Shard { get; init; }

    /// <summary>The event; for a redacted one what the redaction left. The signature stands in the archive, not necessarily here.</summary>
    public required Pdu Event { get; init; }

    /// <summary>
    /// The client form, serialised once: an object without its closing brace, without <c>room_id</c> and without
    /// <c>unsigned</c>. <see cref="ClientEvent"/> appends what differs between readers.
    /// </summary>
    public required ReadOnlyMemory<byte> ClientJson { get; init; }

    /// <summary>
    /// The members of <c>unsigned</c> that are the same for every reader (<c>prev_content</c>, <c>replaces_state</c>,
    /// <c>redacted_because</c>), each with a comma in front; empty for most events.
    /// </summary>
    public ReadOnlyMemory<byte> SharedUnsigned { get; init; }

    /// <summary>The session that sent the event through this server, for <c>unsigned.transaction_id</c>.</summary>
    public long? SessionId { get; init; }

    /// <summary>The transaction id of that session's request.</summary>
    public string? TransactionId { get; init; }

    /// <summary>For state, the event that held its place before.</summary>
    public EventId? ReplacesState { get; init; }

    /// <summary>A redaction has taken the content.</summary>
    public bool Redacted { get; init; }
}

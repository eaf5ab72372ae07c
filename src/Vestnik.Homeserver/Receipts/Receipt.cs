using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Receipts;

/// <summary>How far somebody has read.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#receipts</remarks>
public sealed record Receipt
{
    /// <summary>Everybody in the room sees it.</summary>
    public const string Public = "m.read";

    /// <summary>Only the reader sees it.</summary>
    public const string Private = "m.read.private";

    /// <summary>The thread of what is in no thread.</summary>
    public const string MainThread = "main";

    public required UserId User { get; init; }

    /// <summary><see cref="Public"/> or <see cref="Private"/>.</summary>
    public required string Type { get; init; }

    /// <summary><see cref="MainThread"/>, the event id of a thread's root, or null for the whole room.</summary>
    public required string? Thread { get; init; }

    public required EventId Event { get; init; }

    /// <summary>Sequence of the event in its room.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was read, in milliseconds since 1970.</summary>
    public required long ReadAt { get; init; }

    /// <summary>Of the receipt, in the room's shard; 0 before it is committed.</summary>
    public long Position { get; init; }
}

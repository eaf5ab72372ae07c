using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>
/// What pushers are owed, as rows: found once for each event, in the order of each shard's positions, and there until the
/// gateway has taken it. It survives restarts, and any silo may deliver it.
/// </summary>
public interface IOwedPushes
{
    /// <summary>Everybody who has a pusher.</summary>
    ValueTask<IReadOnlyList<UserId>> OwnersAsync(CancellationToken cancel);

    /// <summary>Up to where the events of a shard have been looked through; null while nobody has ever had a pusher.</summary>
    ValueTask<long?> ProgressAsync(int shard, CancellationToken cancel);

    /// <summary>The events of a shard after one position and up to another, in order, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<LoggedEvent>> EventsAsync(int shard, long after, long upTo, int limit, CancellationToken cancel);

    /// <summary>Who of those with a pusher has read something in the rooms of a shard after one position and up to another.</summary>
    ValueTask<IReadOnlyList<UserId>> ReadersAsync(int shard, long after, long upTo, CancellationToken cancel);

    /// <summary>Notes in one transaction what is owed, and that a shard has been looked through. What another silo has noted before is passed over.</summary>
    Task OweAsync(PushesOwed owed);

    /// <summary>Takes pushers to which something is due and that nobody else has taken; they come back when the lease ends.</summary>
    Task<IReadOnlyList<DuePusher>> TakeAsync(DateTimeOffset now, TimeSpan lease, int limit);

    /// <summary>Ends every lease: for a server that starts alone, and knows that whoever took a pusher is dead.</summary>
    Task EndLeasesAsync();

    /// <summary>What one pusher is owed, oldest first.</summary>
    ValueTask<IReadOnlyList<OwedPush>> OfAsync(DuePusher pusher, int limit, CancellationToken cancel);

    /// <summary>The gateway has taken an event (or, for null, the counts alone), and knows this count now.</summary>
    Task DeliveredAsync(DuePusher pusher, OwedPush? push, int badge, DateTimeOffset now);

    /// <summary>Nobody has to be told of these any more.</summary>
    Task DropAsync(DuePusher pusher, IReadOnlyList<OwedPush> pushes);

    /// <summary>Gives a taken pusher back; it is due again at once when something has come meanwhile.</summary>
    Task RestAsync(DuePusher pusher, DateTimeOffset now);

    /// <summary>Gives a taken pusher back after a failure.</summary>
    Task RetryAsync(DuePusher pusher, DateTimeOffset due);

    /// <summary>Ends a pusher that its gateway does not know, with everything it is owed.</summary>
    Task RejectAsync(DuePusher pusher);
}

/// <param name="Room">Where it happened.</param>
/// <param name="Sequence">In the room.</param>
/// <param name="Position">In the shard.</param>
public readonly record struct LoggedEvent(RoomId Room, long Sequence, long Position);

/// <param name="Shard">Which shard was looked through.</param>
/// <param name="UpTo">Up to which position.</param>
/// <param name="Now">When.</param>
/// <param name="Pushes">Who is to be told of which event.</param>
/// <param name="Readers">Who has read something: their counts have changed.</param>
public sealed record PushesOwed(
    int Shard, long UpTo, DateTimeOffset Now, IReadOnlyList<(UserId User, LoggedEvent Event)> Pushes, IReadOnlyCollection<UserId> Readers);

/// <summary>A pusher that has been taken for delivery.</summary>
public sealed record DuePusher
{
    public required long Id { get; init; }

    public required Pusher Pusher { get; init; }

    /// <summary>When it was set, in milliseconds since 1970.</summary>
    public required long SetAt { get; init; }

    /// <summary>Until when it is taken, in milliseconds since 1970.</summary>
    public required long LeaseUntil { get; init; }

    /// <summary>How often something was read since the gateway was last told the count.</summary>
    public required long Reads { get; init; }

    /// <summary>The count that the gateway was last told.</summary>
    public required int Badge { get; init; }

    /// <summary>Deliveries in a row that failed.</summary>
    public required int Failures { get; init; }
}

/// <param name="Event">Key of the event in the log.</param>
/// <param name="Room">Where it happened.</param>
/// <param name="Sequence">Of the event in its room.</param>
/// <param name="QueuedAt">In milliseconds since 1970.</param>
public sealed record OwedPush(long Event, RoomId Room, long Sequence, long QueuedAt);

using System.Runtime.InteropServices;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Search;

/// <summary>Which events hold which stems, and how far the log has been read for it.</summary>
public interface ISearchIndex
{
    /// <summary>The position of a shard up to which its events are in the index.</summary>
    ValueTask<long> PositionAsync(int shard, CancellationToken cancel);

    /// <summary>Events of a shard that may have a text, after one position and up to another; of at most <paramref name="limit"/> events that were looked at.</summary>
    ValueTask<LogPage> ReadAsync(int shard, long after, long upTo, int limit, CancellationToken cancel);

    /// <summary>Adds texts and moves the position on, in one transaction; false when the position is another one.</summary>
    Task<bool> ApplyAsync(int shard, long from, long to, IReadOnlyList<IndexedText> texts);

    /// <summary>Places that hold every stem, in rooms that the person is or was in; the person may see them or not.</summary>
    ValueTask<IReadOnlyList<FoundPlace>> FindAsync(UserId person, SearchQuery query, SearchPlace after, int limit, CancellationToken cancel);

    /// <summary>How many places there are, at most <paramref name="most"/>.</summary>
    ValueTask<long> CountAsync(UserId person, SearchQuery query, long most, CancellationToken cancel);
}

/// <param name="Events">In the order of the log.</param>
/// <param name="Reached">Everything up to this position was looked at.</param>
public sealed record LogPage(IReadOnlyList<LoggedEvent> Events, long Reached);

public sealed record LoggedEvent(RoomId Room, long Sequence, Pdu Event);

/// <summary>A text as the index keeps it.</summary>
public sealed record IndexedText
{
    public required RoomId Room { get; init; }

    public required long Sequence { get; init; }

    public required bool IsEdit { get; init; }

    public required SearchFields Field { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long SentAt { get; init; }

    /// <summary>How much each stem says about the text, in thousandths.</summary>
    public required IReadOnlyDictionary<string, long> Weights { get; init; }
}

/// <summary>What is looked for.</summary>
public sealed record SearchQuery
{
    /// <summary>Every one of them must be there.</summary>
    public required IReadOnlyList<string> Stems { get; init; }

    public required SearchFields Fields { get; init; }

    /// <summary>Null for every room that the person knows.</summary>
    public IReadOnlyList<RoomId>? Rooms { get; init; }

    /// <summary>The newest first; else those that match best.</summary>
    public required bool ByTime { get; init; }
}

/// <summary>A place in the order of results.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SearchPlace(long Score, long SentAt, long Room, long Source)
{
    /// <summary>Before every result.</summary>
    public static SearchPlace Start { get; } = new(long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue);
}

/// <param name="Room">The room.</param>
/// <param name="Shown">Sequence of the event that is shown.</param>
/// <param name="Source">Sequence of the event that holds the words: the same one, or an edit of it.</param>
/// <param name="Place">Where it stands among the results.</param>
public sealed record FoundPlace(RoomId Room, long Shown, long Source, SearchPlace Place);

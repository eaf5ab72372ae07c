using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Filters;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Search;

/// <summary>What somebody wants to find.</summary>
public sealed record SearchWish
{
    public required UserId Reader { get; init; }

    public required string Term { get; init; }

    public SearchFields Fields { get; init; } = SearchFields.All;

    public EventFilter Filter { get; init; } = EventFilter.All;

    /// <summary>The newest first; else those that match best.</summary>
    public bool ByTime { get; init; }

    public SearchToken Since { get; init; } = SearchToken.Start;

    public required int Limit { get; init; }
}

/// <summary>One page of what was found.</summary>
public sealed record SearchResults
{
    public static SearchResults None { get; } = new() { Found = [], Count = 0, Highlights = [] };

    public required IReadOnlyList<FoundEvent> Found { get; init; }

    /// <summary>About how many there are, those that the reader may not see included.</summary>
    public required long Count { get; init; }

    /// <summary>Words as they stand in the texts.</summary>
    public required IReadOnlyCollection<string> Highlights { get; init; }

    /// <summary>Where the next page starts; null when there is none.</summary>
    public SearchToken? Next { get; init; }
}

/// <param name="Access">What the reader may see of the room.</param>
/// <param name="Event">The event as the reader may see it.</param>
/// <param name="Rank">Greater is better.</param>
public sealed record FoundEvent(RoomAccess Access, TimelineEvent Event, double Rank);

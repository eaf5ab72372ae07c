using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>The rooms that the lists and subscriptions of a request bring into sight, and how much of each.</summary>
/// <remarks>Source: https://github.com/matrix-org/matrix-spec-proposals/pull/4186 (lists and subscriptions)</remarks>
public sealed class SlidingChoice
{
    private readonly Dictionary<RoomId, RoomInSight> rooms = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    private SlidingChoice()
    {
    }

    /// <summary>How many rooms each list has, in sight or not.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    public IReadOnlyCollection<RoomInSight> Rooms => rooms.Values;

    /// <param name="cards">All rooms of the person, sorted by activity.</param>
    /// <param name="lists">The request's lists.</param>
    /// <param name="subscriptions">The request's subscriptions; rooms that are not the person's are passed over.</param>
    public static SlidingChoice Of(
        IReadOnlyList<RoomCard> cards, IReadOnlyDictionary<string, SlidingList> lists, IReadOnlyDictionary<RoomId, RoomConfig> subscriptions)
    {
        var choice = new SlidingChoice();
        foreach (var (name, list) in lists)
        {
            var matching = list.Filter.Of(cards);
            choice.counts[name] = matching.Count;
            foreach (var card in InRanges(matching, list.Ranges))
            {
                choice.See(card, list.Config).Lists.Add(name);
            }
        }

        foreach (var card in cards)
        {
            if (subscriptions.TryGetValue(card.Room, out var config))
            {
                choice.See(card, config).IsSubscribed = true;
            }
        }

        return choice;
    }

    private static IEnumerable<RoomCard> InRanges(List<RoomCard> matching, IReadOnlyList<SlidingRange>? ranges) => ranges is null
        ? matching
        : ranges.SelectMany(range => matching.Skip((int)Math.Min(range.First, int.MaxValue)).Take((int)Math.Min(range.Last - range.First + 1, int.MaxValue))).Distinct();

    private RoomInSight See(RoomCard card, RoomConfig config)
    {
        if (!rooms.TryGetValue(card.Room, out var seen))
        {
            rooms.Add(card.Room, seen = new RoomInSight { Card = card, Config = config });
        }

        seen.Config = seen.Config.And(config);
        return seen;
    }
}

/// <summary>A room in sight.</summary>
public sealed class RoomInSight
{
    public required RoomCard Card { get; init; }

    /// <summary>All that the lists and the subscription want of the room.</summary>
    public required RoomConfig Config { get; set; }

    /// <summary>The lists in whose ranges the room is.</summary>
    public List<string> Lists { get; } = [];

    public bool IsSubscribed { get; set; }

    public RoomId Room => Card.Room;

    /// <summary>An extension that is asked for these rooms tells of this one.</summary>
    public bool IsIn(ExtensionScope scope) =>
        Lists.Any(list => scope.Lists is null || scope.Lists.Contains(list))
        || (scope.Rooms is null ? IsSubscribed : scope.Rooms.Contains(Room.ToString()));
}

using Vestnik.Homeserver.AccountData;

namespace Vestnik.Homeserver.Rooms.Relations;

/// <summary>Reads what relates to events, and the threads of rooms, for people: only what they may see.</summary>
public sealed class RelatedReading(IRelations relations, RoomReading reading, ErasedPeople erased, IgnoredPeople ignoring)
{
    private const int PageLength = 100;

    /// <summary>Related events in the wanted order.</summary>
    /// <param name="access">What the reader may see.</param>
    /// <param name="wanted">Which events.</param>
    /// <param name="end">The place in the timeline where the reader wants to stop.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async ValueTask<RoomPage> PageAsync(RoomAccess access, RelatedPage wanted, long end, CancellationToken cancel)
    {
        var events = new List<TimelineEvent>();
        var at = wanted.Backwards ? Math.Min(wanted.From, access.LastSequence) : wanted.From;
        var isEnd = false;
        while (!isEnd && events.Count <= wanted.Limit)
        {
            var page = await relations.PageAsync(access.View.Id, wanted with { From = at, Limit = PageLength }, cancel);
            isEnd = page.Count < PageLength;
            foreach (var placed in page)
            {
                if (wanted.Backwards ? placed.Sequence <= end : placed.Sequence > Math.Min(end, access.LastSequence))
                {
                    isEnd = true;
                    break;
                }

                at = wanted.Backwards ? placed.Sequence - 1 : placed.Sequence;
                if (access.Shows(placed))
                {
                    events.Add(placed);
                }
            }
        }

        // One more than wanted tells that there are more.
        var hasMore = events.Count > wanted.Limit;
        events.RemoveRange(Math.Min(events.Count, wanted.Limit), Math.Max(0, events.Count - wanted.Limit));
        var next = events.Count == 0 ? at : wanted.Backwards ? events[^1].Sequence - 1 : events[^1].Sequence;
        return new RoomPage(await erased.ShownAsync(access.View, access.Reader, events, visible: null, cancel), next, !hasMore);
    }

    /// <summary>Roots of threads, the most recently answered first, from a place in the timeline on.</summary>
    /// <param name="access">What the reader may see.</param>
    /// <param name="participated">Only threads that the reader began or answered in.</param>
    /// <param name="from">Threads whose last answer lies behind this sequence are left out.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async ValueTask<RoomPage> ThreadsAsync(RoomAccess access, bool participated, long from, int limit, CancellationToken cancel)
    {
        var before = Math.Min(from, access.LastSequence);
        var places = await relations.ThreadsAsync(
            access.View.Id, participated ? access.Reader : null, (access.LastSequence, before), limit + 1, cancel);
        var ignored = await ignoring.OfAsync(access.Reader, cancel);
        var roots = new List<TimelineEvent>(limit);
        foreach (var place in places.Take(limit))
        {
            if (await reading.AtAsync(access, place.Root, cancel) is { } root)
            {
                roots.Add(ignored.Contains(root.Event.Sender) ? ErasedPeople.Redacted(root, access.View.Version) : root);
            }
        }

        return new RoomPage(roots, places.Count > limit ? places[limit - 1].Latest - 1 : 0, places.Count <= limit);
    }
}

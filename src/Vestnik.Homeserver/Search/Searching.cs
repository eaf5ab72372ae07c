using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Relations;
using Vestnik.Homeserver.Rooms.Upgrading;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Search;

/// <summary>
/// Finds what people may read by words. The index only says where to look: whether the reader may see the event, and whether
/// its text of now still has the words, is asked of the room.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#server-side-search</remarks>
public sealed class Searching(
    ISearchIndex index, SearchProjection projection, RoomReading reading, RoomViews views, Aggregations aggregations, IgnoredPeople ignoring)
{
    private const int LongestTerm = 512;
    private const int MostStems = 16;
    private const int MostPredecessors = 50;
    private const int PageLength = 100;
    private const int MostLookedAt = 2_000;
    private const long MostCounted = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>One page of results; <c>M_INVALID_PARAM</c> for a term that is too long.</summary>
    public async Task<Outcome<SearchResults>> SearchAsync(SearchWish wish, CancellationToken cancel)
    {
        if (wish.Term.Length > LongestTerm)
        {
            return MatrixError.InvalidParam($"A search term has at most {LongestTerm} characters.");
        }

        var stems = StemmedText.StemsOf(wish.Term, MostStems);
        if (stems.Count == 0)
        {
            return SearchResults.None;
        }

        await CatchUpAsync(cancel);
        var query = new SearchQuery { Stems = stems, Fields = wish.Fields, ByTime = wish.ByTime, Rooms = await RoomsOfAsync(wish, cancel) };
        var results = await LookAsync(wish, query, cancel);
        return results with { Count = Math.Max(results.Found.Count, await index.CountAsync(wish.Reader, query, MostCounted, cancel)) };
    }

    // What is not read yet is found the next time.
    private async Task CatchUpAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            await projection.CatchUpAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The index is behind; it answers with what it has.
        }
    }

    /// <summary>The rooms that the filter names, with those whose place they took; null for all.</summary>
    private async Task<IReadOnlyList<RoomId>?> RoomsOfAsync(SearchWish wish, CancellationToken cancel)
    {
        if (wish.Since.Room is { } only)
        {
            return [only];
        }

        if (wish.Filter.Rooms is not { } named)
        {
            return null;
        }

        var rooms = new List<RoomId>();
        foreach (var room in named)
        {
            RoomId? next = room;
            for (var steps = 0; next is { } id && steps < MostPredecessors && !rooms.Contains(id); steps++)
            {
                rooms.Add(id);
                next = await views.FindAsync(id, cancel) is { } view ? Predecessor.Of(view) : null;
            }
        }

        return rooms;
    }

    private async Task<SearchResults> LookAsync(SearchWish wish, SearchQuery query, CancellationToken cancel)
    {
        var ignored = await ignoring.OfAsync(wish.Reader, cancel);
        var opened = new Dictionary<RoomId, RoomAccess?>();
        var (found, highlights) = (new List<FoundEvent>(), new HashSet<string>(StringComparer.Ordinal));
        var place = wish.Since.Place;
        for (var looked = 0; looked < MostLookedAt; looked += PageLength)
        {
            var page = await index.FindAsync(wish.Reader, query, place, PageLength, cancel);
            foreach (var candidate in page)
            {
                if (found.Count == wish.Limit)
                {
                    return new() { Found = found, Count = 0, Highlights = highlights, Next = wish.Since with { Place = place } };
                }

                place = candidate.Place;
                if (await OpenAsync(opened, wish, query, candidate.Room, cancel) is { } access
                    && await ShownAsync(access, wish, candidate, cancel) is { } shown
                    && !ignored.Contains(shown.Event.Sender)
                    && await TextAsync(access, shown, candidate, cancel) is { } text
                    && wish.Fields.HasFlag(text.Field)
                    && StemmedText.Matching(text.Text, query.Stems) is { } words)
                {
                    found.Add(new FoundEvent(access, shown, candidate.Place.Score / 1_000.0));
                    highlights.UnionWith(words);
                }
            }

            if (page.Count < PageLength)
            {
                return new() { Found = found, Count = 0, Highlights = highlights };
            }
        }

        return new() { Found = found, Count = 0, Highlights = highlights, Next = wish.Since with { Place = place } };
    }

    private async Task<RoomAccess?> OpenAsync(
        Dictionary<RoomId, RoomAccess?> opened, SearchWish wish, SearchQuery query, RoomId room, CancellationToken cancel)
    {
        if (wish.Filter.NotRooms.Contains(room) || (query.Rooms is { } rooms && !rooms.Contains(room)))
        {
            return null;
        }

        if (!opened.TryGetValue(room, out var access))
        {
            access = (await reading.OpenAsync(room, wish.Reader, cancel)).Match(open => open, _ => (RoomAccess?)null);
            opened.Add(room, access);
        }

        return access;
    }

    private async Task<TimelineEvent?> ShownAsync(RoomAccess access, SearchWish wish, FoundPlace candidate, CancellationToken cancel) =>
        await reading.AtAsync(access, candidate.Shown, cancel) is { Redacted: false } shown
            && (wish.Since.Sender is not { } only || shown.Event.Sender == only)
            && wish.Filter.MatchesSender(shown.Event.Sender)
            && wish.Filter.MatchesType(shown.Event.Type)
            && wish.Filter.MatchesUrl(shown.Event.Content.Span)
            ? shown
            : null;

    /// <summary>The event's text of now, when it is the candidate's: an edit stands for the event that it edits.</summary>
    private async Task<SearchedText?> TextAsync(RoomAccess access, TimelineEvent shown, FoundPlace candidate, CancellationToken cancel)
    {
        var now = await aggregations.NewestEditAsync(access, shown, cancel) ?? shown;
        return now.Sequence == candidate.Source ? SearchedText.Of(now.Event) : null;
    }
}

using Vestnik.Homeserver.Sync;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Filters;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms;

/// <summary>Reads rooms for people: from memory what is recent, from the archive what is older, and only what they may see.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#room-history-visibility</remarks>
public sealed class RoomReading(RoomViews views, IRoomHistory history, IMemberships memberships, ErasedPeople erased)
{
    private const int PageLength = 100;
    private const int MostScanned = 5_000;

    private static readonly MatrixError NotHere = MatrixError.Forbidden("You are not in this room, or there is no such room.");

    /// <summary>What the person may read; <c>M_FORBIDDEN</c> when that is nothing.</summary>
    public async ValueTask<Outcome<RoomAccess>> OpenAsync(RoomId room, UserId reader, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is not { } view)
        {
            return NotHere;
        }

        var membership = view.MembershipOf(reader);
        if (membership == Membership.Join)
        {
            return new RoomAccess(
                view, reader, view.HeadSequence, HidesNothing(view) ? null : await VisibleHistory.OfAsync(history, room, reader, cancel));
        }

        var visible = await VisibleHistory.OfAsync(history, room, reader, cancel);
        if (view.Text(EventType.HistoryVisibility, "history_visibility") == "world_readable")
        {
            return new RoomAccess(view, reader, view.HeadSequence, visible);
        }

        return membership is Membership.Leave or Membership.Ban
            && view.State.At(EventType.Member, reader.ToString()) is { } left
            && visible.JoinedBetween(0, left.Sequence)
            && !await IsForgottenAsync(room, reader, cancel)
                ? new RoomAccess(view, reader, left.Sequence, visible)
                : NotHere;
    }

    /// <summary>The state that the person may know: the present one, or that at their leaving.</summary>
    public ValueTask<RoomState> StateAsync(RoomAccess access, CancellationToken cancel) =>
        access.IsCurrent ? new(access.View.State) : history.StateAtAsync(access.View.Id, access.LastSequence, cancel);

    /// <summary>The event with this id, when it exists and the person may see it; else null.</summary>
    public async ValueTask<TimelineEvent?> EventAsync(RoomAccess access, EventId id, CancellationToken cancel)
    {
        foreach (var recent in access.View.Tail)
        {
            if (recent.Event.Id == id)
            {
                return access.Shows(recent) ? await ShownAsync(access, recent, cancel) : null;
            }
        }

        return await history.EventAsync(access.View.Id, id, cancel) is { } found && access.Shows(found)
            ? await ShownAsync(access, found, cancel)
            : null;
    }

    /// <summary>The event at this place of the room, when the person may see it; else null.</summary>
    public async ValueTask<TimelineEvent?> AtAsync(RoomAccess access, long sequence, CancellationToken cancel)
    {
        var (view, first) = (access.View, access.View.Tail[0].Sequence);
        var page = sequence >= first && sequence <= view.HeadSequence
            ? [view.Tail[(int)(sequence - first)]]
            : await history.PageAsync(view.Id, sequence, backwards: true, limit: 1, cancel);
        return page is [var placed] && placed.Sequence == sequence && access.Shows(placed)
            ? await ShownAsync(access, placed, cancel)
            : null;
    }

    /// <summary>
    /// Visible events that pass the filter, nearest first, beside a place in the timeline: backwards those up to and
    /// including it, forwards those behind it.
    /// </summary>
    public async ValueTask<RoomPage> PageAsync(
        RoomAccess access, long sequence, bool backwards, int limit, EventFilter filter, CancellationToken cancel)
    {
        var page = await ScanAsync(access, sequence, backwards, limit, filter, cancel);
        return page with { Events = await erased.ShownAsync(access.View, access.Reader, page.Events, visible: null, cancel) };
    }

    private async ValueTask<TimelineEvent> ShownAsync(RoomAccess access, TimelineEvent placed, CancellationToken cancel) =>
        (await erased.ShownAsync(access.View, access.Reader, [placed], visible: null, cancel))[0];

    private async ValueTask<RoomPage> ScanAsync(
        RoomAccess access, long sequence, bool backwards, int limit, EventFilter filter, CancellationToken cancel)
    {
        var events = new List<TimelineEvent>(Math.Min(limit, PageLength));
        var at = backwards ? Math.Min(sequence, access.LastSequence) : sequence;
        for (var scanned = 0; scanned < MostScanned; scanned += PageLength)
        {
            var page = await ReadAsync(access.View, at, backwards, PageLength, cancel);
            foreach (var placed in page)
            {
                if (!backwards && placed.Sequence > access.LastSequence)
                {
                    return new(events, access.LastSequence, IsEnd: true);
                }

                at = backwards ? placed.Sequence - 1 : placed.Sequence;
                if (access.Shows(placed) && filter.Matches(placed.Event))
                {
                    events.Add(placed);
                    if (events.Count == limit)
                    {
                        return new(events, at, IsEnd: backwards && at == 0);
                    }
                }
            }

            if (page.Count < PageLength)
            {
                return new(events, at, IsEnd: true);
            }
        }

        return new(events, at, IsEnd: false);
    }

    private ValueTask<IReadOnlyList<TimelineEvent>> ReadAsync(
        RoomView view, long sequence, bool backwards, int limit, CancellationToken cancel)
    {
        var first = view.Tail[0].Sequence;
        if (!backwards && sequence + 1 >= first)
        {
            return new([.. view.Tail.Where(placed => placed.Sequence > sequence).Take(limit)]);
        }

        return backwards && first == 1
            ? new([.. view.Tail.Where(placed => placed.Sequence <= sequence).Reverse().Take(limit)])
            : history.PageAsync(view.Id, sequence, backwards, limit, cancel);
    }

    // Whoever is in a room whose history was always shared sees all of it.
    private static bool HidesNothing(RoomView view) =>
        view.State.At(EventType.HistoryVisibility, "") is not { } set
        || (set.ReplacesState is null && ContentText.Find(set.Event.Content, "history_visibility") is "shared" or "world_readable");

    private async ValueTask<bool> IsForgottenAsync(RoomId room, UserId reader, CancellationToken cancel)
    {
        foreach (var known in await memberships.OfAsync(reader, cancel))
        {
            if (known.Room == room)
            {
                return known.Forgotten;
            }
        }

        return false;
    }
}

/// <param name="Events">Nearest first.</param>
/// <param name="Sequence">Where the next page starts.</param>
/// <param name="IsEnd">There is nothing more in this direction.</param>
public sealed record RoomPage(IReadOnlyList<TimelineEvent> Events, long Sequence, bool IsEnd);

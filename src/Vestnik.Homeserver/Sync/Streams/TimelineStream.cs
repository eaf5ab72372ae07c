using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;

namespace Vestnik.Homeserver.Sync.Streams;

/// <summary>A room's events in a window, oldest first.</summary>
internal sealed record TimelineSlice
{
    public required IReadOnlyList<TimelineEvent> Events { get; init; }

    /// <summary>There are events in the window before these.</summary>
    public required bool Limited { get; init; }

    /// <summary>The sequence before the first event; that of the window's end where there is none.</summary>
    public required long Before { get; init; }

    /// <summary>The last sequence that the device has; 0 when it has nothing of the room.</summary>
    public required long Since { get; init; }

    /// <summary>The last sequence of the window.</summary>
    public required long End { get; init; }

    /// <summary>The device has nothing of the room as it stands: it needs the whole state.</summary>
    public required bool IsNew { get; init; }
}

/// <summary>The events of rooms.</summary>
internal sealed class TimelineStream(IRoomHistory history, ErasedPeople erased)
{
    private const int UsualLimit = 10;
    private const int HighestLimit = 1000;
    private const int PageLength = 100;

    // A filter that hardly anything passes must not read a room to its start.
    private const int MostScanned = 2000;

    /// <summary>The slice of a room that the person is joined to or has left within the window.</summary>
    public async ValueTask<TimelineSlice> SliceAsync(SyncWindow window, RoomOfUser place, RoomView view, CancellationToken cancel)
    {
        var shard = view.Shard;
        var end = place.Membership == Membership.Join ? await SequenceAtAsync(view, window.Until.At(shard), cancel) : place.Sequence;
        var since = window.Since is null ? 0 : await SequenceAtAsync(view, window.After(shard), cancel);
        var isIn = place.Membership == Membership.Join;
        if (window.Since is not null && place.Position <= window.After(shard))
        {
            return await ReadAsync(window, view, new Bounds(since, since, end, IsNew: false, isIn), null, cancel);
        }

        var visible = await VisibleHistory.OfAsync(history, view.Id, window.User, cancel);
        var bounds = visible.StayedBetween(since, isIn ? end : end - 1)
            ? new Bounds(since, since, end, IsNew: false, isIn)
            : visible.JoinedBetween(since, end)
                ? new Bounds(0, since, end, IsNew: true, isIn)
                : new Bounds(end - 1, since, end, IsNew: window.Since is null, isIn);
        return await ReadAsync(window, view, bounds, visible, cancel);
    }

    /// <summary>The same events with their signatures, for clients that want events as servers exchange them.</summary>
    public async ValueTask<IReadOnlyList<TimelineEvent>> SignedAsync(RoomView view, IReadOnlyList<TimelineEvent> events, CancellationToken cancel)
    {
        var signed = new List<TimelineEvent>(events.Count);
        foreach (var placed in events)
        {
            // An erased person's event is redacted for this reader and not in the archive.
            var kept = await history.EventAsync(view.Id, placed.Event.Id, cancel);
            signed.Add(kept is null || (placed.Redacted && !kept.Redacted) ? placed : kept);
        }

        return signed;
    }

    private async ValueTask<TimelineSlice> ReadAsync(
        SyncWindow window, RoomView view, Bounds bounds, VisibleHistory? visible, CancellationToken cancel)
    {
        var filter = window.Filter.Room.Timeline;
        var limit = Math.Min(filter.Limit ?? UsualLimit, HighestLimit);
        var events = new List<TimelineEvent>(Math.Min(limit, 16));
        var (next, scanned, limited) = (bounds.End, 0, false);
        while (next > bounds.Floor && !limited)
        {
            foreach (var placed in await PageBackAsync(view, next, (int)Math.Min(next - bounds.Floor, PageLength), cancel))
            {
                // The timeline is limited when it leaves out what the client wants, or when looking further would take too long.
                var wanted = Wants(window, placed) && (visible is null || visible.Shows(placed) || IsInForce(view, bounds, placed));
                limited = (wanted && events.Count == limit) || scanned++ >= MostScanned;
                if (limited)
                {
                    break;
                }

                next = placed.Sequence - 1;
                if (wanted)
                {
                    events.Add(placed);
                }
            }
        }

        events.Reverse();
        var before = events.Count > 0 ? events[0].Sequence - 1 : limited ? next : bounds.End;
        return new TimelineSlice
        {
            Events = await erased.ShownAsync(view, window.User, events, visible, cancel),

            // Who comes back to a room may have an old timeline of it, which does not reach up to this one.
            Limited = limited || (bounds.IsNew && window.Since is not null && before > 0),
            Before = before,
            Since = bounds.Since,
            End = bounds.End,
            IsNew = bounds.IsNew,
        };
    }

    /// <summary>The sequence of the room's last event up to this position.</summary>
    private async ValueTask<long> SequenceAtAsync(RoomView view, long position, CancellationToken cancel)
    {
        if (view.HeadPosition <= position)
        {
            return view.HeadSequence;
        }

        for (var i = view.Tail.Length - 1; i >= 0; i--)
        {
            if (view.Tail[i].Position <= position)
            {
                return view.Tail[i].Sequence;
            }
        }

        return view.Tail[0].Sequence == 1 || position == 0 ? 0 : await history.SequenceAtAsync(view.Id, position, cancel);
    }

    private async ValueTask<IReadOnlyList<TimelineEvent>> PageBackAsync(RoomView view, long from, int length, CancellationToken cancel)
    {
        var oldest = view.Tail[0].Sequence;
        if (from < oldest)
        {
            return await history.PageAsync(view.Id, from, backwards: true, length, cancel);
        }

        var page = new List<TimelineEvent>((int)Math.Min(from - oldest + 1, length));
        for (var at = (int)(from - oldest); at >= 0 && page.Count < length; at--)
        {
            page.Add(view.Tail[at]);
        }

        return page;
    }

    // What is state of the room now its members know anyway.
    private static bool IsInForce(RoomView view, Bounds bounds, TimelineEvent placed) =>
        bounds.IsIn && placed.Event.StateKey is { } key && view.State.At(placed.Event.Type, key)?.Sequence == placed.Sequence;

    private static bool Wants(SyncWindow window, TimelineEvent placed) =>
        (placed.Event.IsState || !window.Ignored.Contains(placed.Event.Sender)) && window.Filter.Room.Timeline.Matches(placed.Event);

    /// <param name="Floor">Events up to here are not part of the slice.</param>
    /// <param name="Since"><see cref="TimelineSlice.Since"/>.</param>
    /// <param name="End"><see cref="TimelineSlice.End"/>.</param>
    /// <param name="IsNew"><see cref="TimelineSlice.IsNew"/>.</param>
    /// <param name="IsIn">The person is joined at the end.</param>
    private readonly record struct Bounds(long Floor, long Since, long End, bool IsNew, bool IsIn);
}

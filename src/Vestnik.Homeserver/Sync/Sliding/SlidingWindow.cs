using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync.Sliding;

/// <summary>One answer of a connection: what is asked, what the device has, and the moment.</summary>
internal sealed record SlidingWindow
{
    private readonly Dictionary<int, SyncRequest> requests = [];

    public required SlidingRequest Request { get; init; }

    /// <summary>What the device has; null for nothing.</summary>
    public required SlidingState? Before { get; init; }

    /// <summary>The answer's part of the streams, after the connection's last answer.</summary>
    public required SyncWindow Sync { get; init; }

    /// <summary>The events of the timelines of rooms that are given whole: receipts for other events can wait until somebody scrolls.</summary>
    public Dictionary<RoomId, HashSet<EventId>> Shown { get; } = [];

    public static SlidingWindow Of(SlidingRequest request, SlidingState? before, SyncMoment moment) => new()
    {
        Request = request,
        Before = before,
        Sync = new SyncWindow
        {
            Request = new SyncRequest { User = request.User, Device = request.Device, SessionId = request.SessionId },
            Feed = moment.Feed,
            Since = before?.Token,
            Until = moment.Until,
            Ignored = moment.Ignored,
            Now = moment.Now,
        },
    };

    public SentRoom? Sent(RoomId room) => Before?.Rooms.GetValueOrDefault(room);

    /// <summary>The part of the streams that concerns one room.</summary>
    /// <param name="place">The room.</param>
    /// <param name="after">The position of its shard after which everything is new; null for the room's start.</param>
    /// <param name="limit">So many events of the timeline.</param>
    public SyncWindow Of(RoomOfUser place, long? after, int limit)
    {
        if (!requests.TryGetValue(limit, out var request))
        {
            requests.Add(limit, request = Sync.Request with { Filter = Sync.Filter.WithTimelineLimit(limit) });
        }

        return Sync with { Request = request, Since = after is { } position ? Sync.Until.With(place.Shard, position) : null };
    }
}

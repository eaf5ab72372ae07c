using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Rooms.Disappearing;

/// <summary>What goes when, and its going.</summary>
public interface IDisappearing
{
    /// <summary>Events of the room whose own time has come, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<TimelineEvent>> DueAsync(RoomId room, long now, int limit, CancellationToken cancel);

    /// <summary>When the next event of the room goes by its own lifetime; milliseconds since 1970, or null.</summary>
    ValueTask<long?> NextAsync(RoomId room, CancellationToken cancel);

    /// <summary>These have gone.</summary>
    Task SettleAsync(RoomId room, IReadOnlyList<TimelineEvent> gone);

    /// <summary>The sequence up to which everything that the room's retention sends away has gone.</summary>
    ValueTask<long> JudgedAsync(RoomId room, CancellationToken cancel);

    Task JudgeAsync(RoomId room, long sequence);

    /// <summary>Puts what is left of them in the place of these events, with everything derived from them, and tells every silo.</summary>
    Task PruneAsync(RoomId room, IReadOnlyList<TimelineEvent> left);
}

/// <summary>Where deleted bytes may still lie: the old pages of the database.</summary>
public interface IOldPages
{
    /// <summary>Overwrites or gives away what no longer belongs to any row; false when it has to be tried again.</summary>
    bool Wipe();
}

using Vestnik.Homeserver.Media;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Rooms.Disappearing;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Administration;

/// <summary>
/// Empties a room that an administrator has closed: everybody leaves, and where the room is to be purged, everything that was
/// said there loses its content, with the media that its senders named. What stays says who was there and when, so that
/// devices that come back learn that they have left.
/// </summary>
internal sealed class RoomShutting(
    IShutRooms shut, RoomViews views, RoomDoor door, IRoomHistory history, IDisappearing disappearing, IMediaStore media, MediaRemoval uploads,
    ITimers timers, HomeserverOptions options, TimeProvider clock) : ITimerKind
{
    private const string Name = "room-shutting";
    private const int PageLength = 100;
    private const int AtOnce = 8;

    public string Kind => Name;

    public string? StandingKey => null;

    /// <summary>The errand that follows from the closing of this room.</summary>
    public static Errand Of(RoomId room) => new(Name, room.ToString());

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel)
    {
        var room = RoomId.Parse(timer.Key);
        if (await views.FindAsync(room, cancel) is not { } view)
        {
            return null;
        }

        await Parallel.ForEachAsync(
            Present(view),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
            async (user, stop) =>
            {
                if (!(await door.LeaveAsync(new Visitor(user, IsGuest: false), room, null, stop)).Accepted(out _, out var refusal))
                {
                    refusal.ThrowIfUnavailable();
                }
            });
        if (await shut.FindAsync(room, cancel) is { IsPurged: true })
        {
            await PurgeAsync(view, cancel);
            await timers.SetAsync(WipeOldPages.Name, WipeOldPages.Key, clock.GetUtcNow());
        }

        return null;
    }

    internal static IEnumerable<UserId> Present(RoomView view) =>
        view.State.OfType(EventType.Member).Values
            .Where(member => member.Event.Member.Membership is Membership.Join or Membership.Invite or Membership.Knock)
            .Select(member => UserId.TryParse(member.Event.StateKey, out var user) ? user : (UserId?)null)
            .OfType<UserId>();

    private async Task PurgeAsync(RoomView view, CancellationToken cancel)
    {
        for (var sequence = 0L; await history.PageAsync(view.Id, sequence, backwards: false, PageLength, cancel) is { Count: > 0 } page;)
        {
            sequence = page[^1].Sequence;
            var whole = page.Where(placed => !placed.Redacted).ToList();
            foreach (var placed in whole)
            {
                await RemoveMediaAsync(placed, cancel);
            }

            if (whole.Count > 0)
            {
                await disappearing.PruneAsync(view.Id, [.. whole.Select(placed => Disappeared.Of(placed, view.Version))]);
            }
        }
    }

    // What somebody else has uploaded, or shows elsewhere as their picture, is not this room's.
    private async Task RemoveMediaAsync(TimelineEvent placed, CancellationToken cancel)
    {
        if (placed.Event.IsState)
        {
            return;
        }

        foreach (var id in Lifetime.MediaOf(placed.Event.Content, options.ServerName))
        {
            if (await media.FindAsync(id, cancel) is { } found && found.Uploader == placed.Event.Sender)
            {
                await uploads.RemoveAsync([new OwnedMedia(found.Id, found.Uploader)], cancel);
            }
        }
    }
}

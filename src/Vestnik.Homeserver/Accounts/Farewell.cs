using Vestnik.Homeserver.Media;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Timers;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Takes somebody who has deactivated their account out of all rooms, and removes what they uploaded when they wanted that.</summary>
public sealed class Farewell(IMemberships memberships, RoomDoor door, IErasures erasures, MediaRemoval uploads) : ITimerKind
{
    private const int RoomsAtOnce = 8;
    private const string Name = "farewell";

    public string Kind => Name;

    public string? StandingKey => null;

    /// <summary>The errand that follows from the end of this person's account.</summary>
    public static Errand Of(UserId user) => new(Name, user.ToString());

    public async Task<DateTimeOffset?> RunAsync(DueTimer timer, CancellationToken cancel)
    {
        var user = UserId.Parse(timer.Key);
        var rooms = await memberships.OfAsync(user, cancel);
        await Parallel.ForEachAsync(
            rooms.Where(room => room.Membership is Membership.Join or Membership.Invite or Membership.Knock),
            new ParallelOptions { MaxDegreeOfParallelism = RoomsAtOnce, CancellationToken = cancel },
            async (room, stop) => await LeaveAsync(user, room.Room, stop));
        if (await erasures.IsErasedAsync(user, cancel))
        {
            await uploads.RemoveAllAsync(user, cancel);
        }

        return null;
    }

    private async ValueTask LeaveAsync(UserId user, RoomId room, CancellationToken cancel)
    {
        if (!(await door.LeaveAsync(new Visitor(user, IsGuest: false), room, null, cancel)).Accepted(out _, out var refusal))
        {
            refusal.ThrowIfUnavailable();
        }
    }
}

using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Takes somebody who has deactivated their account out of all rooms.</summary>
public sealed partial class Farewell(IMemberships memberships, RoomDoor door, TimeProvider clock, ILogger<Farewell> log)
{
    private const int RoomsAtOnce = 8;

    /// <summary>So long the person waits; the last of very many rooms are left a little later.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task LeaveAllAsync(UserId user)
    {
        var leaving = LeaveAsync(user);
        await Task.WhenAny(leaving, Task.Delay(Patience, clock));
    }

    private async Task LeaveAsync(UserId user)
    {
        try
        {
            var rooms = await memberships.OfAsync(user, CancellationToken.None);
            await Parallel.ForEachAsync(
                rooms.Where(room => room.Membership is Membership.Join or Membership.Invite or Membership.Knock),
                new ParallelOptions { MaxDegreeOfParallelism = RoomsAtOnce },
                async (room, cancel) => await door.LeaveAsync(new Visitor(user, IsGuest: false), room.Room, null, cancel));
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException or ObjectDisposedException)
        {
            LogRemained(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not every room of a deactivated account was left")]
    private partial void LogRemained(Exception cause);
}

using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Takes guests out of a room that wants no guests any more.</summary>
/// <remarks>
/// Every silo does so for every room; leaving twice does nothing.
/// Spec: https://spec.matrix.org/v1.19/client-server-api/#guest-access
/// </remarks>
internal sealed partial class GuestRemoval : BackgroundService, IFactConsumer
{
    private readonly Channel<RoomId> closed = Channel.CreateUnbounded<RoomId>(new() { SingleReader = true });
    private readonly RoomViews views;
    private readonly RoomDoor door;
    private readonly IAccountStore accounts;
    private readonly HomeserverOptions options;
    private readonly ILogger log;

    public GuestRemoval(
        CommitFeed feed, RoomViews views, RoomDoor door, IAccountStore accounts, HomeserverOptions options, ILogger<GuestRemoval> log)
    {
        (this.views, this.door, this.accounts, this.options, this.log) = (views, door, accounts, options, log);
        feed.Register(this);
    }

    public void Apply(in CommittedFact fact)
    {
        if (options.Registration.AllowGuests
            && fact.What is EventAppended { Event.Event: { Type: EventType.GuestAccess, StateKey: "" } said } appended
            && ContentText.Find(said.Content, "guest_access") != "can_join")
        {
            closed.Writer.TryWrite(appended.Room);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var room in closed.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await ClearAsync(room, stoppingToken);
            }
            catch (StoreUnavailableException e)
            {
                LogRemained(e, room);
            }
        }
    }

    private async Task ClearAsync(RoomId room, CancellationToken cancel)
    {
        if (await views.FindAsync(room, cancel) is not { } view)
        {
            return;
        }

        foreach (var member in view.Joined.Where(member => member.Server == options.ServerName))
        {
            if (await accounts.FindAsync(member, cancel) is { IsGuest: true })
            {
                await door.LeaveAsync(new Visitor(member, IsGuest: true), room, null, cancel);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Guests could not be taken out of room {Room}")]
    private partial void LogRemained(Exception cause, RoomId room);
}

using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Rooms;
using Vestnik.Homeserver.Timers;

namespace Vestnik.Homeserver.Accounts;

/// <summary>Has guests taken out of a room as soon as it is closed to them: the timer is there already, and one silo takes it.</summary>
internal sealed class ClosedRooms : BackgroundService, IFactConsumer
{
    private readonly Channel<Errand> closed = Channel.CreateUnbounded<Errand>(new() { SingleReader = true });
    private readonly Errands errands;

    public ClosedRooms(CommitFeed feed, Errands errands)
    {
        this.errands = errands;
        feed.Register(this);
    }

    public void Apply(in CommittedFact fact)
    {
        if (fact.What is EventAppended { Event.Event: { StateKey: "" } said } appended
            && GuestRemoval.After(appended.Room, said.Type, said.StateKey, said.Content) is { } errand)
        {
            closed.Writer.TryWrite(errand);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var errand in closed.Reader.ReadAllAsync(stoppingToken))
        {
            await errands.HurryAsync(errand, Timeout.InfiniteTimeSpan);
        }
    }
}

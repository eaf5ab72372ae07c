using System.Collections.Frozen;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;

namespace Vestnik.Homeserver.AppServices;

/// <summary>
/// Hears what happens and rings at the posts of the application services, and once a second anyway: for what was missed, and
/// for those who rest. It exists only where there are application services.
/// </summary>
internal sealed partial class ServiceNews : BackgroundService, IFactConsumer
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly FrozenDictionary<string, EphemeralNews> news;
    private readonly IReadOnlyList<AppService> services;
    private readonly EphemeralNews[] hearing;
    private readonly IGrainFactory grains;
    private readonly TimeProvider clock;
    private readonly ILogger<ServiceNews> log;
    private int hasNews;

    public ServiceNews(
        RegisteredServices registered, CommitFeed feed, RoomViews views, ReceiptViews receipts, Typing typing, Presence presence,
        IGrainFactory grains, TimeProvider clock, ILogger<ServiceNews> log)
    {
        // Whoever is rung at finds the views current, for they hear first.
        ArgumentNullException.ThrowIfNull(views);
        ArgumentNullException.ThrowIfNull(receipts);
        (this.grains, this.clock, this.log) = (grains, clock, log);
        services = [.. registered.All.Where(service => service.Url is not null)];
        news = services.ToFrozenDictionary(service => service.Id, _ => new EphemeralNews(), StringComparer.Ordinal);
        hearing = [.. services.Where(service => service.HearsEphemera).Select(service => news[service.Id])];
        feed.Register(this);
        if (hearing.Length > 0)
        {
            typing.Changed += (room, _) => Tell(heard => heard.Typed(room));
            presence.Changed += user => Tell(heard => heard.Changed(user));
        }
    }

    public EphemeralNews Of(AppService service) => news[service.Id];

    public void Apply(in CommittedFact fact)
    {
        if (fact.What is EventAppended)
        {
            Volatile.Write(ref hasNews, 1);
            return;
        }

        foreach (var heard in hearing)
        {
            heard.Hear(in fact);
            Volatile.Write(ref hasNews, 1);
        }
    }

    public void Missed(int shard)
    {
        foreach (var heard in hearing)
        {
            heard.Missed();
        }
    }

    public void Visible()
    {
        if (Interlocked.Exchange(ref hasNews, 0) == 1)
        {
            bell.Writer.TryWrite(true);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var ticking = clock.CreateTimer(_ => bell.Writer.TryWrite(true), null, Period, Period);
        try
        {
            await foreach (var _ in bell.Reader.ReadAllAsync(stoppingToken))
            {
                foreach (var service in services)
                {
                    await RingAsync(service);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what was not told is told after the next start.
        }
    }

    private void Tell(Action<EphemeralNews> tell)
    {
        foreach (var heard in hearing)
        {
            tell(heard);
        }

        bell.Writer.TryWrite(true);
    }

    private async Task RingAsync(AppService service)
    {
        try
        {
            await grains.GetGrain<IServicePost>(service.Id).RingAsync();
        }
        catch (Exception lost) when (lost is OrleansException or TimeoutException)
        {
            LogLost(lost, service.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The post of application service {Service} could not be reached; it is tried again")]
    private partial void LogLost(Exception cause, string service);
}

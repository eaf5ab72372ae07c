using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>
/// Looks the log of each shard through for events that somebody is to be told of, and notes what their pushers are owed
/// together with how far it has come: whatever stops the server, it goes on from there. Nobody who sends waits for it.
/// </summary>
internal sealed partial class PushProjection : BackgroundService, IFactConsumer
{
    private const int AtOnce = 500;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CommitFeed feed;
    private readonly PusherOwners owners;
    private readonly PushTargets targets;
    private readonly IOwedPushes queue;
    private readonly PushDelivery delivery;
    private readonly TimeProvider clock;
    private readonly ILogger<PushProjection> log;
    private ShardProgress[] shards = [];
    private bool wereNone;

    public PushProjection(
        CommitFeed feed, PusherOwners owners, PushTargets targets, IOwedPushes queue, PushDelivery delivery, TimeProvider clock, ILogger<PushProjection> log)
    {
        (this.feed, this.owners, this.targets, this.queue) = (feed, owners, targets, queue);
        (this.delivery, this.clock, this.log) = (delivery, clock, log);
        feed.Register(this);
    }

    public void Apply(in CommittedFact fact)
    {
        if (owners.AreNone || fact.Shard >= shards.Length)
        {
            wereNone = true;
            return;
        }

        if (wereNone)
        {
            wereNone = false;
            SkipWhatNobodyWaitedFor();
        }

        if (fact.What is EventAppended)
        {
            shards[fact.Shard].Hear(fact.Position);
        }
        else if (fact.What is ReceiptMoved moved && owners.Has(moved.User))
        {
            shards[fact.Shard].HearReader(moved.User, fact.Position);
        }
    }

    public void Missed(int shard)
    {
        if (shard < shards.Length)
        {
            shards[shard].Miss(feed.HeadOf(shard));
        }
    }

    public void Visible()
    {
        if (!owners.AreNone)
        {
            news.Writer.TryWrite(true);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever has been told of nothing yet begins with the past: what came while the server was down.
        shards = [.. Enumerable.Range(0, feed.Shards).Select(_ => new ShardProgress())];
        news.Writer.TryWrite(true);
        try
        {
            while (await news.Reader.WaitToReadAsync(stoppingToken))
            {
                news.Reader.TryRead(out _);
                await LookThroughAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not looked through is looked through at the next start.
        }
    }

    // While nobody had a pusher nothing was looked through, and nobody is to hear of it now: the rows know from where on.
    private void SkipWhatNobodyWaitedFor()
    {
        for (var shard = 0; shard < shards.Length; shard++)
        {
            Missed(shard);
        }
    }

    private async Task LookThroughAsync(CancellationToken cancel)
    {
        try
        {
            await owners.LoadAsync(cancel);
            for (var shard = 0; shard < shards.Length; shard++)
            {
                if (shards[shard].HasNews)
                {
                    await LookThroughAsync(shard, cancel);
                }
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure);
            await Task.Delay(AfterFailure, clock, cancel);
            news.Writer.TryWrite(true);
        }
    }

    private async Task LookThroughAsync(int shard, CancellationToken cancel)
    {
        // The head first: whatever was read or written up to it has been applied before.
        var (progress, head) = (shards[shard], feed.HeadOf(shard));
        if (progress.HasBegun && progress.MissedAfter >= head)
        {
            // What was missed is not visible yet: when it is, this is called again.
            return;
        }

        var readers = progress.TakeReaders();
        try
        {
            if (progress.MissedAfter is { } missed)
            {
                var noted = owners.AreNone ? null : await queue.ProgressAsync(shard, cancel);
                var from = noted is { } position ? Math.Max(progress.Position, position) : head;
                readers.UnionWith(from < head ? await queue.ReadersAsync(shard, from, head, cancel) : []);
                progress.Begin(from, missed);
            }

            while (progress.Position < head)
            {
                var events = await queue.EventsAsync(shard, progress.Position, head, AtOnce, cancel);
                await NoteAsync(shard, events.Count < AtOnce ? head : events[^1].Position, events, readers, cancel);
                readers = [];
            }
        }
        catch
        {
            progress.Fail(readers);
            throw;
        }
    }

    private async Task NoteAsync(int shard, long upTo, IReadOnlyList<LoggedEvent> events, IReadOnlyCollection<UserId> readers, CancellationToken cancel)
    {
        var pushes = new List<(UserId, LoggedEvent)>();
        foreach (var logged in events)
        {
            pushes.AddRange((await targets.OfAsync(logged, cancel)).Select(user => (user, logged)));
        }

        // Where nobody is told of anything the database need not know at once: it would only be looked through again.
        var (progress, now) = (shards[shard], clock.GetUtcNow());
        var owesSomething = pushes.Count > 0 || readers.Count > 0;
        if (owesSomething || now - progress.NotedAt > NotedEvery)
        {
            await queue.OweAsync(new PushesOwed(shard, upTo, now, pushes, readers));
            progress.NotedAt = now;
        }

        progress.Position = upTo;
        if (owesSomething)
        {
            delivery.Wake();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events could not be looked through for push; it is tried again")]
    private partial void LogFailed(Exception cause);
}

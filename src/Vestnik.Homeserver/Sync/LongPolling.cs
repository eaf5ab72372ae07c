using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>Answers a device when there is news for it, or when it has waited long enough. Serves /sync and sliding sync.</summary>
internal sealed class LongPolling
{
    private readonly CommitFeed commits;
    private readonly UserFeeds feeds;
    private readonly PresenceNews presence;
    private readonly Patience patience;
    private readonly Typing typing;
    private readonly IAccountData accountData;
    private readonly TimeProvider clock;
    private readonly CancellationToken closing;

    public LongPolling(
        CommitFeed commits,
        UserFeeds feeds,
        PresenceNews presence,
        Patience patience,
        Typing typing,
        IAccountData accountData,
        TimeProvider clock,
        IHostApplicationLifetime lifetime)
    {
        (this.commits, this.feeds, this.patience) = (commits, feeds, patience);
        (this.typing, this.presence, this.accountData, this.clock) = (typing, presence, accountData, clock);
        closing = lifetime.ApplicationStopping;
        closing.UnsafeRegister(static feeds => ((UserFeeds)feeds!).WakeAll(), feeds);
    }

    /// <param name="poll">Who waits for what, and how long.</param>
    /// <param name="compose">Writes the answer of a moment and says whether there is news in it. May run more than once, each time into an empty buffer.</param>
    /// <param name="cancel">The client has gone.</param>
    public async Task<AnswerBuffer> AnswerAsync(
        Poll poll, Func<SyncMoment, AnswerBuffer, ValueTask<bool>> compose, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var looked = poll.LooksFirst ? null : poll.Since;
        while (true)
        {
            var feed = await feeds.OfAsync(poll.User, cancel);
            if (!feed.TryEnter())
            {
                continue;
            }

            var waiter = new Waiter();
            feed.Add(waiter);
            try
            {
                var now = Now(feed);
                var rest = poll.Timeout - clock.GetElapsedTime(began);
                var mustAnswer = poll.AtOnce || rest <= TimeSpan.Zero || closing.IsCancellationRequested;
                if (mustAnswer || looked is null || feed.HasNews(looked, poll.Device) || presence.HasNews(feed, looked))
                {
                    var answer = new AnswerBuffer();
                    if (await ComposeAsync(poll, feed, now, answer, compose, cancel) is var composed
                        && composed != Composition.Stale && (mustAnswer || composed == Composition.News))
                    {
                        return answer;
                    }

                    answer.Dispose();
                    if (composed == Composition.Stale)
                    {
                        await Task.Yield();
                        continue;
                    }

                    looked = now;
                }

                patience.Limit(waiter, rest);
                await waiter.Woken.WaitAsync(cancel);
            }
            finally
            {
                patience.Forget(waiter);
                feed.Remove(waiter);
                feed.Leave(clock.GetTimestamp());
            }
        }
    }

    /// <summary>Where the streams of a person stand.</summary>
    public async ValueTask<SyncToken> NowAsync(UserId user, CancellationToken cancel) => Now(await feeds.OfAsync(user, cancel));

    /// <summary>The token names positions that this server has not reached.</summary>
    public bool IsFromElsewhere(SyncToken since)
    {
        var heads = commits.Heads;
        if (since.Positions.Count > heads.Length)
        {
            return true;
        }

        for (var shard = 0; shard < heads.Length; shard++)
        {
            if (since.At(shard) > heads[shard])
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<Composition> ComposeAsync(
        Poll poll,
        UserFeed feed,
        SyncToken now,
        AnswerBuffer answer,
        Func<SyncMoment, AnswerBuffer, ValueTask<bool>> compose,
        CancellationToken cancel)
    {
        if (!IsVisible(feed, poll.Since, now))
        {
            return Composition.Stale;
        }

        try
        {
            var moment = new SyncMoment
            {
                Feed = feed,
                Until = now,
                Ignored = feed.Ignored ?? await IgnoredAsync(feed, cancel),
                Now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            };
            var any = await compose(moment, answer);
            return feed.IsRetired ? Composition.Stale : any ? Composition.News : Composition.Nothing;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private SyncToken Now(UserFeed feed)
    {
        var serial = presence.CountOf(feed);
        var heads = commits.Heads;
        return new SyncToken(heads) { ToDevice = heads[feed.Shard], TypingEpoch = typing.Epoch, TypingSerial = serial };
    }

    // A membership that is committed and not visible yet is microseconds away; an answer must be of one moment.
    private static bool IsVisible(UserFeed feed, SyncToken? since, SyncToken now)
    {
        foreach (var place in since is null ? feed.AllRooms() : feed.ChangedRooms(since))
        {
            if (place.Position > now.At(place.Shard))
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask<ImmutableHashSet<UserId>> IgnoredAsync(UserFeed feed, CancellationToken cancel)
    {
        var position = feed.AccountPosition;
        ImmutableHashSet<UserId> ignored = await accountData.FindAsync(feed.User, null, IgnoredPeople.Type, cancel) is { } content
            ? [.. IgnoredPeople.Read(content)]
            : [];

        // A list that changed while it was read is read again by the next answer.
        feed.Ignored = feed.AccountPosition == position ? ignored : null;
        return ignored;
    }

    private enum Composition
    {
        /// <summary>Something moved underneath: look again.</summary>
        Stale,
        Nothing,
        News,
    }
}

/// <summary>A device that waits for news.</summary>
internal sealed record Poll
{
    public required UserId User { get; init; }

    public required DeviceId Device { get; init; }

    /// <summary>What the device has; null for nothing.</summary>
    public required SyncToken? Since { get; init; }

    /// <summary>The answer does not wait.</summary>
    public required bool AtOnce { get; init; }

    /// <summary>There may be news of which the person's feed says nothing, because the device asks for something else than before.</summary>
    public bool LooksFirst { get; init; }

    public required TimeSpan Timeout { get; init; }
}

/// <summary>The moment that an answer is of.</summary>
internal sealed record SyncMoment
{
    public required UserFeed Feed { get; init; }

    /// <summary>The visible positions, taken before anything is read.</summary>
    public required SyncToken Until { get; init; }

    /// <summary>People whose messages the user does not want.</summary>
    public required ImmutableHashSet<UserId> Ignored { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long Now { get; init; }
}

using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>Answers /sync: composes what is new for a device, or waits until something is.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#syncing</remarks>
public sealed class Syncing
{
    private readonly CommitFeed commits;
    private readonly UserFeeds feeds;
    private readonly SyncAnswers answers;
    private readonly Patience patience;
    private readonly Typing typing;
    private readonly IAccountData accountData;
    private readonly TimeProvider clock;
    private readonly CancellationToken closing;

    internal Syncing(
        CommitFeed commits,
        UserFeeds feeds,
        SyncAnswers answers,
        Patience patience,
        Typing typing,
        IAccountData accountData,
        TimeProvider clock,
        IHostApplicationLifetime lifetime)
    {
        (this.commits, this.feeds, this.answers, this.patience) = (commits, feeds, answers, patience);
        (this.typing, this.accountData, this.clock) = (typing, accountData, clock);
        closing = lifetime.ApplicationStopping;
        closing.UnsafeRegister(static feeds => ((UserFeeds)feeds!).WakeAll(), feeds);
    }

    /// <summary>The answer, as JSON; whoever asked disposes of it.</summary>
    /// <returns>The answer, or <c>M_INVALID_PARAM</c> for a token that this server has not given.</returns>
    public async Task<Outcome<AnswerBuffer>> AnswerAsync(SyncRequest request, CancellationToken cancel)
    {
        if (request.Since is { } since)
        {
            if (IsFromElsewhere(since))
            {
                return MatrixError.InvalidParam("The since token was not given by this server.");
            }

            await answers.AcknowledgeAsync(request, since, cancel);
        }

        var began = clock.GetTimestamp();
        var looked = request.Since;
        while (true)
        {
            var feed = await feeds.OfAsync(request.User, cancel);
            if (!feed.TryEnter())
            {
                continue;
            }

            var waiter = new Waiter();
            feed.Add(waiter);
            try
            {
                var now = Now(feed);
                var rest = request.Timeout - clock.GetElapsedTime(began);
                var mustAnswer = looked is null || request.FullState || rest <= TimeSpan.Zero || closing.IsCancellationRequested;
                if (mustAnswer || feed.HasNews(looked!, request.Device))
                {
                    var answer = new AnswerBuffer();
                    if (await ComposeAsync(request, feed, now, answer, cancel) is var composed
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

    private async ValueTask<Composition> ComposeAsync(
        SyncRequest request, UserFeed feed, SyncToken now, AnswerBuffer answer, CancellationToken cancel)
    {
        if (!IsVisible(feed, request.Since, now))
        {
            return Composition.Stale;
        }

        var window = new SyncWindow
        {
            Request = request,
            Feed = feed,
            Since = request.Since,
            Until = now,
            Ignored = feed.Ignored ?? await IgnoredAsync(feed, cancel),
            Now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        try
        {
            var any = await answers.WriteAsync(window, answer, cancel);
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
        var serial = typing.Serial;
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

    private bool IsFromElsewhere(SyncToken since)
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

    private async ValueTask<ImmutableHashSet<UserId>> IgnoredAsync(UserFeed feed, CancellationToken cancel)
    {
        var position = feed.AccountPosition;
        var ignored = await accountData.FindAsync(feed.User, null, "m.ignored_user_list", cancel) is { } content ? ReadIgnored(content) : [];

        // A list that changed while it was read is read again by the next answer.
        feed.Ignored = feed.AccountPosition == position ? ignored : null;
        return ignored;
    }

    private static ImmutableHashSet<UserId> ReadIgnored(byte[] content)
    {
        using var parsed = JsonDocument.Parse(content);
        return parsed.RootElement.TryGetProperty("ignored_users", out var ignored) && ignored.ValueKind == JsonValueKind.Object
            ? [.. ignored.EnumerateObject().Select(member => UserId.TryParse(member.Name, out var id) ? id : (UserId?)null).OfType<UserId>()]
            : [];
    }

    private enum Composition
    {
        /// <summary>Something moved underneath: look again.</summary>
        Stale,
        Nothing,
        News,
    }
}

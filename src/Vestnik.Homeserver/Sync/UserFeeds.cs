using System.Collections.Concurrent;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Devices;
using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Keys;
using Vestnik.Homeserver.Push;
using Vestnik.Homeserver.Receipts;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>The feeds of the people who sync on this silo. A message costs what is online in its room; who is offline costs nothing.</summary>
public sealed class UserFeeds : IFactConsumer, IDisposable
{
    private static readonly TimeSpan KeptUnused = TimeSpan.FromMinutes(10);

    // Facts are applied and made visible on one thread: who heard something is woken when it can be read.
    [ThreadStatic]
    private static List<UserFeed>? touched;

    private readonly ConcurrentDictionary<UserId, Lazy<Task<UserFeed>>> feeds = new();

    // Feeds from before their rows are read, so that no fact falls between.
    private readonly ConcurrentDictionary<UserId, UserFeed> hearing = new();
    private readonly CommitFeed commits;
    private readonly IMemberships memberships;
    private readonly IReceiptStore receipts;
    private readonly IPushRuleStore personal;
    private readonly Typing typing;
    private readonly TimeProvider clock;
    private readonly ITimer sweep;

    // The views are asked for so that they hear the facts first: whoever is woken finds them current.
    public UserFeeds(
        CommitFeed commits, RoomViews views, IMemberships memberships, IReceiptStore receipts,
        IPushRuleStore personal, Typing typing, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(views);
        (this.commits, this.memberships, this.receipts, this.personal) = (commits, memberships, receipts, personal);
        (this.typing, this.clock) = (typing, clock);
        commits.Register(this);
        typing.Changed += OnTyping;
        sweep = clock.CreateTimer(_ => Sweep(), null, KeptUnused / 4, KeptUnused / 4);
    }

    /// <summary>Who of those that sync is in which room.</summary>
    internal Audiences Audiences { get; } = new();

    /// <summary>The feed of somebody who syncs, loaded when it is not there.</summary>
    public async ValueTask<UserFeed> OfAsync(UserId user, CancellationToken cancel)
    {
        while (true)
        {
            var loading = feeds.GetOrAdd(user, static (user, self) => new(() => self.LoadAsync(user)), this);
            try
            {
                var feed = await loading.Value.WaitAsync(cancel);
                if (!feed.IsRetired)
                {
                    return feed;
                }
            }
            catch when (loading.Value.IsFaulted)
            {
                feeds.TryRemove(new(user, loading));
                throw;
            }

            feeds.TryRemove(new(user, loading));
        }
    }

    public void Apply(in CommittedFact fact)
    {
        switch (fact.What)
        {
            case EventAppended appended:
                Hear(appended, fact);
                break;
            case ReceiptMoved { Type: Receipt.Public } moved:
                TellRoom(moved.Room, fact);
                break;
            case ReceiptMoved moved:
                Tell(moved.User, (feed, told) => feed.Touch(moved.Room, told.Shard, told.Position), fact);
                break;
            case AccountDataChanged changed:
                Tell(changed.User, (feed, told) => HearAccount(feed, changed.Type, told.Position), fact);
                break;
            case PushRulesChanged changed:
                Tell(changed.User, static (feed, told) => feed.TouchAccount(told.Position), fact);
                break;
            case ToDeviceQueued queued:
                Tell(queued.User, (feed, told) => feed.TouchDevice(queued.Device, told.Position), fact);
                break;
            case OneTimeKeyCountChanged counted:
                Tell(counted.User, (feed, told) => feed.TouchDevice(counted.Device, told.Position), fact);
                break;
            case KeySigned signed:
                Tell(signed.Signer, static (feed, told) => feed.TouchLists(told.Shard, told.Position), fact);
                break;
            case DeviceListChanged changed:
                HearListChange(changed.User, fact);
                break;
        }
    }

    public void Missed(int shard)
    {
        foreach (var user in feeds.Keys)
        {
            Drop(user, feed =>
            {
                feed.Retire();
                return true;
            });
        }
    }

    public void Visible()
    {
        if (touched is { Count: > 0 } woken)
        {
            foreach (var feed in woken)
            {
                feed.Wake();
            }

            woken.Clear();
        }
    }

    /// <summary>Every waiting request looks again: the server closes.</summary>
    internal void WakeAll()
    {
        foreach (var feed in hearing.Values)
        {
            feed.Wake();
        }
    }

    /// <summary>The feed of somebody who syncs here or did so lately.</summary>
    internal UserFeed? Heard(UserId user) => hearing.GetValueOrDefault(user);

    public void Dispose()
    {
        typing.Changed -= OnTyping;
        sweep.Dispose();
    }

    private static void Note(UserFeed feed) => (touched ??= []).Add(feed);

    private static void HearAccount(UserFeed feed, string type, long position)
    {
        if (type == "m.ignored_user_list")
        {
            feed.Ignored = null;
        }

        feed.TouchAccount(position);
    }

    private async Task<UserFeed> LoadAsync(UserId user)
    {
        var feed = new UserFeed(user, personal.ShardOf(user), commits.Heads);
        hearing[user] = feed;
        try
        {
            await FillAsync(feed);
            return feed;
        }
        catch
        {
            feed.Retire();
            Drop(user, _ => true);
            throw;
        }
    }

    private async Task FillAsync(UserFeed feed)
    {
        // Between the first reading and the feed's place in an audience something may happen in a room: the second one sees it.
        for (var reading = 0; reading < 2; reading++)
        {
            foreach (var room in await memberships.OfAsync(feed.User, CancellationToken.None))
            {
                feed.Place(room);
                Audiences.Settle(feed, room.Room);
            }
        }

        foreach (var (room, shard, position) in await receipts.LatestAsync(feed.User, CancellationToken.None))
        {
            feed.Touch(room, shard, position);
        }

        feed.TypingFloor = typing.Serial;
        feed.MarkUsed(clock.GetTimestamp());
    }

    private void Hear(EventAppended appended, in CommittedFact fact)
    {
        TellRoom(appended.Room, fact);
        var pdu = appended.Event.Event;
        if (pdu.Type != EventType.Member || !UserId.TryParse(pdu.StateKey, out var user) || !hearing.TryGetValue(user, out var feed))
        {
            return;
        }

        feed.Place(new RoomOfUser
        {
            Room = appended.Room,
            Shard = fact.Shard,
            Membership = pdu.Member.Membership,
            Sequence = appended.Event.Sequence,
            Position = fact.Position,
            HeadPosition = fact.Position,
            Forgotten = false,
        });
        Audiences.Settle(feed, appended.Room);
        Note(feed);
    }

    private void TellRoom(RoomId room, in CommittedFact fact) =>
        Audiences.Tell(room, (room, fact.Shard, fact.Position), static (feed, news) =>
        {
            feed.Touch(news.room, news.Shard, news.Position);
            Note(feed);
        });

    private void Tell(UserId user, Action<UserFeed, CommittedFact> tell, in CommittedFact fact)
    {
        if (Heard(user) is { } feed)
        {
            tell(feed, fact);
            Note(feed);
        }
    }

    private void HearListChange(UserId user, in CommittedFact fact)
    {
        var told = (fact.Shard, fact.Position);
        if (Heard(user) is { } theirs)
        {
            HearLists(theirs, told);
            foreach (var room in theirs.AllRooms().Where(room => room.Membership == Membership.Join))
            {
                Audiences.Tell(room.Room, told, HearLists);
            }

            return;
        }

        // Those who share a room with somebody offline are not known without reading: everybody looks.
        foreach (var feed in hearing.Values)
        {
            HearLists(feed, told);
        }
    }

    private static void HearLists(UserFeed feed, (int Shard, long Position) told)
    {
        feed.TouchLists(told.Shard, told.Position);
        Note(feed);
    }

    private void OnTyping(RoomId room, long serial) =>
        Audiences.Tell(room, (room, serial), static (feed, news) =>
        {
            feed.TouchTyping(news.room, news.serial);
            feed.Wake();
        });

    private void Sweep()
    {
        var unusedSince = clock.GetTimestamp() - (long)(KeptUnused.TotalSeconds * clock.TimestampFrequency);
        foreach (var user in feeds.Keys)
        {
            Drop(user, feed => feed.TryRetire(unusedSince));
        }
    }

    private void Drop(UserId user, Func<UserFeed, bool> retire)
    {
        if (!hearing.TryGetValue(user, out var feed) || !retire(feed))
        {
            return;
        }

        hearing.TryRemove(new(user, feed));
        foreach (var room in feed.AllRooms())
        {
            Audiences.Remove(feed, room.Room);
        }
    }
}

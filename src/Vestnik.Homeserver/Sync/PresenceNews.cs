using System.Runtime.CompilerServices;
using Vestnik.Homeserver.Ephemera;
using Vestnik.Homeserver.Rooms;
using Vestnik.Protocol.Events;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>Whose presence has changed, for each person who syncs here and shares a room with them.</summary>
public sealed class PresenceNews(Presence presence, UserFeeds feeds, IMemberships memberships, Fleeting fleeting)
{
    // An inbox ends with its feed.
    private readonly ConditionalWeakTable<UserFeed, Inbox> inboxes = [];

    /// <summary>Tells everybody who shares a room with them, and themselves, and wakes each once.</summary>
    internal async Task TellAsync(IReadOnlyList<UserId> changed, CancellationToken cancel)
    {
        var woken = new HashSet<UserFeed>();
        foreach (var user in changed)
        {
            foreach (var feed in await AudienceOfAsync(user, cancel))
            {
                InboxOf(feed).Put(user, fleeting);
                woken.Add(feed);
            }
        }

        foreach (var feed in woken)
        {
            feed.Wake();
        }
    }

    /// <summary>The count up to which a feed has been told of everything.</summary>
    internal long CountOf(UserFeed feed) => presence.IsKept ? InboxOf(feed).Count(fleeting) : fleeting.Last;

    internal bool HasNews(UserFeed feed, SyncToken since) =>
        presence.IsKept && Covers(feed, since) && InboxOf(feed).Latest > since.TypingSerial;

    /// <summary>Who has changed after a token; null when that is not known.</summary>
    internal List<UserId>? ChangedAfter(UserFeed feed, SyncToken? since) =>
        since is not null && Covers(feed, since) ? InboxOf(feed).After(since.TypingSerial) : null;

    /// <summary>Those who sync here and share a room with a feed's person.</summary>
    internal HashSet<UserId> NeighboursOf(UserFeed feed)
    {
        var neighbours = new HashSet<UserId>();
        foreach (var room in feed.AllRooms().Where(room => room.Membership == Membership.Join))
        {
            feeds.Audiences.Tell(room.Room, neighbours, static (neighbour, all) => all.Add(neighbour.User));
        }

        return neighbours;
    }

    private bool Covers(UserFeed feed, SyncToken since) =>
        since.TypingEpoch == fleeting.Epoch && since.TypingSerial >= InboxOf(feed).Floor;

    private async ValueTask<HashSet<UserFeed>> AudienceOfAsync(UserId user, CancellationToken cancel)
    {
        var audience = new HashSet<UserFeed>();
        foreach (var room in (await memberships.OfAsync(user, cancel)).Where(room => room.Membership == Membership.Join))
        {
            feeds.Audiences.Tell(room.Room, audience, static (feed, all) => all.Add(feed));
        }

        // Who is in no room sees at least themselves.
        if (feeds.Heard(user) is { } own)
        {
            audience.Add(own);
        }

        return audience;
    }

    private Inbox InboxOf(UserFeed feed) => inboxes.GetValue(feed, _ => new Inbox(fleeting.Last));

    /// <param name="floor">What changed before this count was not heard of.</param>
    private sealed class Inbox(long floor)
    {
        private readonly Lock gate = new();
        private readonly Dictionary<UserId, long> marks = [];
        private long latest;

        public long Floor => floor;

        public long Latest
        {
            get
            {
                lock (gate)
                {
                    return latest;
                }
            }
        }

        // The mark is taken where the count is read: a token covers either both or neither.
        public void Put(UserId user, Fleeting fleeting)
        {
            lock (gate)
            {
                marks[user] = latest = fleeting.Next();
            }
        }

        public long Count(Fleeting fleeting)
        {
            lock (gate)
            {
                return fleeting.Last;
            }
        }

        public List<UserId> After(long count)
        {
            lock (gate)
            {
                return latest > count ? [.. marks.Where(mark => mark.Value > count).Select(mark => mark.Key)] : [];
            }
        }
    }
}

using System.Collections.Concurrent;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Sync;

/// <summary>Who of those who sync is in which room.</summary>
internal sealed class Audiences
{
    private readonly ConcurrentDictionary<RoomId, Audience> rooms = new();

    /// <summary>Puts a feed where the person's membership says, however often and in whatever order it is asked.</summary>
    public void Settle(UserFeed feed, RoomId room)
    {
        // An audience may end between the look and the entry: then a new one begins.
        var settled = !feed.IsIn(room);
        while (!settled)
        {
            settled = rooms.GetOrAdd(room, static _ => new Audience()).TryAdd(feed);
        }

        if (!feed.IsIn(room))
        {
            Remove(feed, room);
        }
    }

    public void Remove(UserFeed feed, RoomId room)
    {
        if (rooms.TryGetValue(room, out var audience) && audience.Remove(feed))
        {
            rooms.TryRemove(new(room, audience));
        }
    }

    /// <summary>Tells every feed in a room, which must not ask for an audience in turn.</summary>
    public void Tell<TNews>(RoomId room, TNews news, Action<UserFeed, TNews> tell)
    {
        if (rooms.TryGetValue(room, out var audience))
        {
            audience.Each(news, tell);
        }
    }

    /// <summary>The feeds in one room; when the last one goes, the audience has ended.</summary>
    private sealed class Audience
    {
        private readonly Lock gate = new();
        private readonly HashSet<UserFeed> feeds = [];
        private bool hasEnded;

        public bool TryAdd(UserFeed feed)
        {
            lock (gate)
            {
                if (!hasEnded)
                {
                    feeds.Add(feed);
                }

                return !hasEnded;
            }
        }

        /// <summary>True when nobody is left.</summary>
        public bool Remove(UserFeed feed)
        {
            lock (gate)
            {
                feeds.Remove(feed);
                return hasEnded = feeds.Count == 0;
            }
        }

        public void Each<TNews>(TNews news, Action<UserFeed, TNews> tell)
        {
            lock (gate)
            {
                foreach (var feed in feeds)
                {
                    tell(feed, news);
                }
            }
        }
    }
}

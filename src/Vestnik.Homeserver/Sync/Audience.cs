namespace Vestnik.Homeserver.Sync;

/// <summary>Who of those who sync is in a room.</summary>
internal sealed class Audience
{
    private readonly Lock gate = new();
    private readonly HashSet<UserFeed> feeds = [];

    public void Add(UserFeed feed)
    {
        lock (gate)
        {
            feeds.Add(feed);
        }
    }

    public void Remove(UserFeed feed)
    {
        lock (gate)
        {
            feeds.Remove(feed);
        }
    }

    /// <summary>Does something to each feed, which must not ask for an audience in turn.</summary>
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

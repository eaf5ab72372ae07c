using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>Whose keys have changed between two tokens: recent changes from memory, older ones from the store.</summary>
public sealed class DeviceListChanges : IFactConsumer
{
    private const int KeptPerShard = 4096;

    private readonly Lock gate = new();
    private readonly Dictionary<int, RecentChanges> recent = [];
    private readonly IDeviceListStore store;

    public DeviceListChanges(CommitFeed feed, IDeviceListStore store)
    {
        this.store = store;
        feed.Register(this);
    }

    /// <summary>
    /// The people, whoever they are, whose keys changed after <paramref name="after"/> as far as <paramref name="viewer"/>
    /// may see it. Somebody whose latest change lies beyond <paramref name="upTo"/> may be named now or by the next question, or by both.
    /// </summary>
    /// <param name="viewer">Who asks; changes that only the signer sees are named to the signer.</param>
    /// <param name="after">The position of each shard up to which the viewer knows.</param>
    /// <param name="upTo">The visible position of each shard.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async ValueTask<IReadOnlySet<UserId>> BetweenAsync(
        UserId viewer, IReadOnlyList<long> after, IReadOnlyList<long> upTo, CancellationToken cancel)
    {
        var changed = new HashSet<UserId>();
        for (var shard = 0; shard < upTo.Count; shard++)
        {
            var since = shard < after.Count ? after[shard] : 0;
            if (since < upTo[shard] && !TryRecall(shard, since, viewer, changed))
            {
                changed.UnionWith(await store.ChangedAfterAsync(shard, since, viewer, cancel));
            }
        }

        return changed;
    }

    public void Apply(in CommittedFact fact)
    {
        lock (gate)
        {
            if (!recent.TryGetValue(fact.Shard, out var changes))
            {
                recent.Add(fact.Shard, changes = new RecentChanges(fact.Position - 1));
            }

            switch (fact.What)
            {
                case DeviceListChanged changed:
                    changes.Add(fact.Position, changed.User, seenBy: null);
                    break;
                case KeySigned signed:
                    changes.Add(fact.Position, signed.Owner, seenBy: signed.Signer);
                    break;
            }
        }
    }

    public void Missed(int shard)
    {
        lock (gate)
        {
            recent.Remove(shard);
        }
    }

    private bool TryRecall(int shard, long since, UserId viewer, HashSet<UserId> changed)
    {
        lock (gate)
        {
            return recent.TryGetValue(shard, out var changes) && changes.TryRecall(since, viewer, changed);
        }
    }

    /// <summary>The latest changes of one shard, complete after <paramref name="floor"/>.</summary>
    private sealed class RecentChanges(long floor)
    {
        private readonly Queue<(long Position, UserId User, UserId? SeenBy)> changes = new();
        private long completeAfter = floor;

        public void Add(long position, UserId user, UserId? seenBy)
        {
            changes.Enqueue((position, user, seenBy));
            if (changes.Count > KeptPerShard)
            {
                completeAfter = changes.Dequeue().Position;
            }
        }

        public bool TryRecall(long since, UserId viewer, HashSet<UserId> changed)
        {
            if (since < completeAfter)
            {
                return false;
            }

            foreach (var (position, user, seenBy) in changes)
            {
                if (position > since && (seenBy is null || seenBy == viewer))
                {
                    changed.Add(user);
                }
            }

            return true;
        }
    }
}

using System.Collections.Concurrent;
using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>Who has a pusher, from memory. May name somebody who has none any more, and never leaves out somebody who has.</summary>
internal sealed class PusherOwners : IFactConsumer
{
    private readonly ConcurrentDictionary<UserId, bool> people = new();
    private readonly IOwedPushes queue;
    private volatile bool isLoaded;
    private volatile bool isEmpty = true;

    public PusherOwners(CommitFeed feed, IOwedPushes queue)
    {
        this.queue = queue;
        feed.Register(this);
    }

    /// <summary>Nobody at all: then nothing has to be looked at.</summary>
    public bool AreNone => isLoaded && isEmpty;

    public int Count => people.Count;

    public IEnumerable<UserId> All => people.Select(person => person.Key);

    public bool Has(UserId user) => !isLoaded || people.ContainsKey(user);

    /// <summary>Reads who is there, once and after every gap in the news.</summary>
    public async ValueTask LoadAsync(CancellationToken cancel)
    {
        if (isLoaded)
        {
            return;
        }

        foreach (var owner in await queue.OwnersAsync(cancel))
        {
            people[owner] = true;
        }

        isEmpty = people.IsEmpty;
        isLoaded = true;
    }

    public void Apply(in CommittedFact fact)
    {
        if (fact.What is not PushersChanged changed)
        {
            return;
        }

        if (changed.HasAny)
        {
            people[changed.User] = true;
            isEmpty = false;
        }
        else
        {
            people.TryRemove(changed.User, out _);
            isEmpty = people.IsEmpty;
        }
    }

    public void Missed(int shard) => isLoaded = false;
}

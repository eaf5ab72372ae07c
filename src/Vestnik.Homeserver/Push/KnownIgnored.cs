using System.Collections.Concurrent;
using Vestnik.Homeserver.AccountData;
using Vestnik.Homeserver.Accounts;
using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Push;

/// <summary>Whom those with pushers ignore, from memory.</summary>
internal sealed class KnownIgnored : IFactConsumer
{
    private const int Capacity = 100_000;

    private readonly ConcurrentDictionary<UserId, IReadOnlySet<UserId>> known = new();
    private readonly IgnoredPeople people;
    private long changes;

    public KnownIgnored(CommitFeed feed, IgnoredPeople people)
    {
        this.people = people;
        feed.Register(this);
    }

    public async ValueTask<IReadOnlySet<UserId>> OfAsync(UserId user, CancellationToken cancel)
    {
        if (known.TryGetValue(user, out var ignored))
        {
            return ignored;
        }

        var before = Interlocked.Read(ref changes);
        ignored = await people.OfAsync(user, cancel);
        if (before == Interlocked.Read(ref changes))
        {
            if (known.Count >= Capacity)
            {
                known.Clear();
            }

            known[user] = ignored;
        }

        return ignored;
    }

    public void Apply(in CommittedFact fact)
    {
        if (fact.What is AccountDataChanged { Type: IgnoredPeople.Type } changed)
        {
            Interlocked.Increment(ref changes);
            known.TryRemove(changed.User, out _);
        }
    }

    public void Missed(int shard)
    {
        Interlocked.Increment(ref changes);
        known.Clear();
    }
}

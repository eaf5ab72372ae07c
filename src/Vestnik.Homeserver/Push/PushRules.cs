using System.Collections.Concurrent;
using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Push;

namespace Vestnik.Homeserver.Push;

/// <summary>When people want to be notified: their rules ready to evaluate, from memory for those who are here.</summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#push-rules</remarks>
public sealed class PushRules : IFactConsumer
{
    private const int Capacity = 100_000;

    private readonly ConcurrentDictionary<UserId, PersonalPushRules> known = new();
    private readonly IPushRuleStore store;
    private long changes;

    public PushRules(CommitFeed feed, IPushRuleStore store)
    {
        this.store = store;
        feed.Register(this);
    }

    public async ValueTask<PersonalPushRules> OfAsync(UserId user, CancellationToken cancel)
    {
        if (known.TryGetValue(user, out var rules))
        {
            return rules;
        }

        var before = Interlocked.Read(ref changes);
        rules = await store.FindAsync(user, cancel) is { } stored
            ? new PersonalPushRules(Read(stored.Json, user), stored.Position)
            : new PersonalPushRules(PushRuleSet.Default(user), 0);
        if (before == Interlocked.Read(ref changes))
        {
            if (known.Count >= Capacity)
            {
                known.Clear();
            }

            known[user] = rules;
        }

        return rules;
    }

    /// <summary>Replaces a person's rules by what <paramref name="change"/> makes of them; answers when they are on disk.</summary>
    public Task<Outcome<long>> ChangeAsync(UserId user, Func<PushRuleSet, Outcome<PushRuleSet>> change) =>
        store.ChangeAsync(user, json => change(Read(json, user)).Select(changed => changed.ToJson()));

    public void Apply(in CommittedFact fact)
    {
        if (fact.What is PushRulesChanged changed)
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

    private static PushRuleSet Read(byte[]? json, UserId user) => json is null
        ? PushRuleSet.Default(user)
        : PushRuleSet.Parse(json, user).Match(
            rules => rules,
            refusal => throw new InvalidOperationException($"Stored push rules cannot be read: {refusal.Message}"));
}

/// <param name="Set">The rules.</param>
/// <param name="Position">Of their last change, in the person's shard; 0 for the specification's.</param>
public sealed record PersonalPushRules(PushRuleSet Set, long Position)
{
    /// <summary>The rules as clients see them.</summary>
    public ReadOnlyMemory<byte> Json { get; } = Set.ToJson();
}

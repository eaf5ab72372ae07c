using System.Collections.Concurrent;
using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Errors;
using Vestnik.Protocol.Identifiers;
using Vestnik.Protocol.Push;

namespace Vestnik.Homeserver.Push;

/// <summary>
/// When people want to be notified: their rules ready to evaluate, from memory. Who has rules of their own is known, so the
/// database is asked once for each of those, and never for the others.
/// </summary>
/// <remarks>Spec: https://spec.matrix.org/v1.19/client-server-api/#push-rules</remarks>
public sealed class PushRules : IFactConsumer
{
    private const int Capacity = 100_000;

    private readonly ConcurrentDictionary<UserId, PersonalPushRules> known = new();
    private readonly ConcurrentDictionary<UserId, bool> owners = new();
    private readonly DefaultVerdicts verdicts = new();
    private readonly IPushRuleStore store;
    private volatile Task? loadingOwners;
    private long changes;

    public PushRules(CommitFeed feed, IPushRuleStore store)
    {
        this.store = store;
        feed.Register(this);
    }

    public ValueTask<PersonalPushRules> OfAsync(UserId user, CancellationToken cancel) =>
        known.TryGetValue(user, out var rules) ? new(rules) : new(LoadAsync(user, cancel));

    /// <summary>Replaces a person's rules by what <paramref name="change"/> makes of them; answers when they are on disk.</summary>
    public Task<Outcome<long>> ChangeAsync(UserId user, Func<PushRuleSet, Outcome<PushRuleSet>> change) =>
        store.ChangeAsync(user, json => change(Read(json, user)).Select(changed => changed.ToJson()));

    public void Apply(in CommittedFact fact)
    {
        if (fact.What is PushRulesChanged changed)
        {
            owners[changed.User] = true;
            Interlocked.Increment(ref changes);
            known.TryRemove(changed.User, out _);
        }
    }

    public void Missed(int shard)
    {
        loadingOwners = null;
        Interlocked.Increment(ref changes);
        known.Clear();
    }

    private async Task<PersonalPushRules> LoadAsync(UserId user, CancellationToken cancel)
    {
        var before = Interlocked.Read(ref changes);
        await KnowOwnersAsync(cancel);
        var rules = owners.ContainsKey(user) && await store.FindAsync(user, cancel) is { } stored
            ? new PersonalPushRules(user, Read(stored.Json, user), stored.Position)
            : new PersonalPushRules(user, verdicts);
        if (before == Interlocked.Read(ref changes))
        {
            if (known.Count >= Capacity)
            {
                known.Clear();
            }

            // Two who load at once go on with the same rules: counts are kept by them.
            rules = known.GetOrAdd(user, rules);
        }

        return rules;
    }

    private async ValueTask KnowOwnersAsync(CancellationToken cancel)
    {
        var loading = loadingOwners ??= LoadOwnersAsync();
        try
        {
            await loading.WaitAsync(cancel);
        }
        catch when (loading.IsFaulted)
        {
            loadingOwners = null;
            throw;
        }
    }

    private async Task LoadOwnersAsync()
    {
        foreach (var owner in await store.OwnersAsync(CancellationToken.None))
        {
            owners[owner] = true;
        }
    }

    private static PushRuleSet Read(byte[]? json, UserId user) => json is null
        ? PushRuleSet.Default(user)
        : PushRuleSet.Parse(json, user).Match(
            rules => rules,
            refusal => throw new InvalidOperationException($"Stored push rules cannot be read: {refusal.Message}"));
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using Vestnik.Homeserver.Feed;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Keys;

/// <summary>What a device still has to give: for <c>device_one_time_keys_count</c> and <c>device_unused_fallback_key_types</c>.</summary>
public sealed record KeyCount
{
    public static KeyCount None { get; } = new() { OneTimeKeys = FrozenDictionary<string, long>.Empty, UnusedFallbackTypes = [] };

    /// <summary>Unclaimed keys by algorithm, such as <c>signed_curve25519</c>; algorithms without keys are absent.</summary>
    public required FrozenDictionary<string, long> OneTimeKeys { get; init; }

    public required IReadOnlyList<string> UnusedFallbackTypes { get; init; }
}

/// <summary>The key counts of devices that sync, from memory; a device's entry is dropped by the facts about it.</summary>
public sealed class KeyCounts : IFactConsumer
{
    private const int MostKept = 500_000;

    private readonly ConcurrentDictionary<DeviceAddress, Task<KeyCount>> known = new();
    private readonly IDeviceKeyStore store;

    public KeyCounts(CommitFeed feed, IDeviceKeyStore store)
    {
        this.store = store;
        feed.Register(this);
    }

    public async ValueTask<KeyCount> OfAsync(UserId user, DeviceId device, CancellationToken cancel)
    {
        var address = new DeviceAddress(user, device);
        if (known.TryGetValue(address, out var kept) && kept.IsCompletedSuccessfully)
        {
            return await kept;
        }

        return await LoadAsync(address, cancel);
    }

    public void Apply(in CommittedFact fact)
    {
        switch (fact.What)
        {
            case OneTimeKeyCountChanged changed:
                known.TryRemove(new DeviceAddress(changed.User, changed.Device), out _);
                break;
        }
    }

    public void Missed(int shard) => known.Clear();

    // The place is taken before the rows are read: a fact that arrives meanwhile empties it, so nothing stale is kept.
    private async Task<KeyCount> LoadAsync(DeviceAddress address, CancellationToken cancel)
    {
        if (known.Count >= MostKept)
        {
            known.Clear();
        }

        var place = new TaskCompletionSource<KeyCount>(TaskCreationOptions.RunContinuationsAsynchronously);
        known[address] = place.Task;
        try
        {
            var count = await store.CountAsync(address, cancel);
            place.SetResult(count);
            return count;
        }
        finally
        {
            if (place.TrySetCanceled(CancellationToken.None))
            {
                known.TryRemove(new KeyValuePair<DeviceAddress, Task<KeyCount>>(address, place.Task));
            }
        }
    }
}

using System.Collections.Concurrent;
using Vestnik.Homeserver.Feed;
using Vestnik.Homeserver.Keys;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Devices;

/// <summary>
/// What waits for a device, for /sync: given after the position of its token, deleted once a later request shows that it has arrived.
/// The store is asked only where something can be.
/// </summary>
public sealed class ToDeviceInbox : IFactConsumer
{
    private const int MostKept = 500_000;

    private readonly ConcurrentDictionary<DeviceAddress, Bounds> known = new();
    private readonly IToDeviceStore store;

    public ToDeviceInbox(CommitFeed feed, IToDeviceStore store)
    {
        this.store = store;
        feed.Register(this);
    }

    /// <summary>At most <paramref name="limit"/> messages with positions after <paramref name="after"/> and up to <paramref name="upTo"/>, in order.</summary>
    /// <remarks>
    /// Positions are of the user's shard. When the page is full, more may wait: the token must then stop at the last
    /// position given, or the rest is taken for delivered.
    /// </remarks>
    public async ValueTask<IReadOnlyList<ToDeviceItem>> PageAsync(
        UserId user, DeviceId device, long after, long upTo, int limit, CancellationToken cancel)
    {
        var address = new DeviceAddress(user, device);
        var bounds = await BoundsOfAsync(address, cancel);
        return bounds.Highest <= after ? [] : await store.PageAsync(address, after, upTo, limit, cancel);
    }

    /// <summary>The device has everything up to this position: it is forgotten.</summary>
    public async ValueTask AcknowledgeAsync(UserId user, DeviceId device, long upTo, CancellationToken cancel)
    {
        var address = new DeviceAddress(user, device);
        var bounds = await BoundsOfAsync(address, cancel);
        if (bounds.Lowest <= upTo)
        {
            await store.DeleteAsync(address, upTo);
            bounds.Deleted(upTo);
        }
    }

    public void Apply(in CommittedFact fact)
    {
        if (fact.What is ToDeviceQueued queued && known.TryGetValue(new DeviceAddress(queued.User, queued.Device), out var bounds))
        {
            bounds.Added(fact.Position);
        }
    }

    public void Missed(int shard) => known.Clear();

    // The place is known before the rows are read, so that a message that arrives meanwhile is counted.
    private async ValueTask<Bounds> BoundsOfAsync(DeviceAddress address, CancellationToken cancel)
    {
        if (known.TryGetValue(address, out var bounds) && bounds.IsLoaded)
        {
            return bounds;
        }

        if (known.Count >= MostKept)
        {
            known.Clear();
        }

        bounds = known.GetOrAdd(address, _ => new Bounds());
        bounds.Load(await store.BoundsAsync(address, cancel));
        return bounds;
    }

    /// <summary>Between which positions messages may be; wide is harmless, narrow would lose one.</summary>
    private sealed class Bounds
    {
        private readonly Lock gate = new();
        private long lowest = long.MaxValue;
        private long highest;

        public bool IsLoaded { get; private set; }

        public long Lowest
        {
            get
            {
                lock (gate)
                {
                    return lowest;
                }
            }
        }

        public long Highest
        {
            get
            {
                lock (gate)
                {
                    return highest;
                }
            }
        }

        public void Load((long Lowest, long Highest)? stored)
        {
            lock (gate)
            {
                if (stored is { } rows)
                {
                    lowest = Math.Min(lowest, rows.Lowest);
                    highest = Math.Max(highest, rows.Highest);
                }

                IsLoaded = true;
            }
        }

        public void Added(long position)
        {
            lock (gate)
            {
                lowest = Math.Min(lowest, position);
                highest = Math.Max(highest, position);
            }
        }

        public void Deleted(long upTo)
        {
            lock (gate)
            {
                lowest = Math.Max(lowest, upTo + 1);
                if (lowest > highest)
                {
                    lowest = long.MaxValue;
                }
            }
        }
    }
}

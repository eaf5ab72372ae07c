using System.Collections.Concurrent;

namespace Vestnik.Homeserver.Limits;

/// <summary>How much somebody may do: so many at once, and then so many a second.</summary>
public sealed record Allowance(int AtOnce, double PerSecond);

/// <summary>A token bucket for each key, kept as the one moment at which it will be full again.</summary>
/// <remarks>A key that has not been used for a while costs nothing: its moment has passed, and it is swept.</remarks>
public sealed class TokenBuckets<TKey>(Allowance allowance, TimeProvider clock)
    where TKey : notnull
{
    private const int SmallestSweep = 1024;

    private readonly ConcurrentDictionary<TKey, long> fullAt = new();
    private readonly long interval = Math.Max(1, (long)(TimeSpan.TicksPerSecond / allowance.PerSecond));
    private int nextSweep = SmallestSweep;

    /// <summary>Takes one; null when there was one, else how long to wait for the next.</summary>
    public TimeSpan? Take(TKey key)
    {
        while (true)
        {
            var now = clock.GetUtcNow().UtcTicks;
            var known = fullAt.TryGetValue(key, out var stored);
            var full = Math.Max(now, stored);
            if (WaitAt(now, full) is { } wait)
            {
                return wait;
            }

            if (known ? fullAt.TryUpdate(key, full + interval, stored) : fullAt.TryAdd(key, full + interval))
            {
                Sweep(now);
                return null;
            }
        }
    }

    /// <summary>Takes nothing; null when there is one, else how long to wait for it.</summary>
    public TimeSpan? Look(TKey key)
    {
        var now = clock.GetUtcNow().UtcTicks;
        return fullAt.TryGetValue(key, out var stored) ? WaitAt(now, Math.Max(now, stored)) : null;
    }

    private TimeSpan? WaitAt(long now, long full)
    {
        var earliest = full - ((allowance.AtOnce - 1) * interval);
        return earliest > now ? TimeSpan.FromTicks(earliest - now) : null;
    }

    private void Sweep(long now)
    {
        if (fullAt.Count < nextSweep)
        {
            return;
        }

        foreach (var entry in fullAt)
        {
            if (entry.Value <= now)
            {
                fullAt.TryRemove(entry);
            }
        }

        nextSweep = Math.Max(SmallestSweep, fullAt.Count * 2);
    }
}

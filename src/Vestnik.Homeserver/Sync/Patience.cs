namespace Vestnik.Homeserver.Sync;

/// <summary>Ends the waiting of long polls in time. One timer turns a wheel for all of them, whose slots are a tenth of a second.</summary>
public sealed class Patience : IDisposable
{
    private const int Slots = 1024;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(100);

    /// <summary>Nobody waits longer than this.</summary>
    public static readonly TimeSpan Longest = Turn * (Slots - 2);

    private readonly Lock gate = new();
    private readonly List<Waiter>[] wheel = [.. Enumerable.Range(0, Slots).Select(_ => new List<Waiter>())];
    private readonly ITimer timer;
    private int now;

    public Patience(TimeProvider clock) => timer = clock.CreateTimer(_ => Advance(), null, Turn, Turn);

    /// <summary>Completes the waiter after this time, unless something else has.</summary>
    public void Limit(Waiter waiter, TimeSpan time)
    {
        var turns = Math.Clamp((int)Math.Ceiling(time / Turn), 1, Slots - 2);
        lock (gate)
        {
            waiter.Slot = (now + turns) % Slots;
            waiter.Place = wheel[waiter.Slot].Count;
            wheel[waiter.Slot].Add(waiter);
        }
    }

    /// <summary>The waiter is done before its time.</summary>
    public void Forget(Waiter waiter)
    {
        lock (gate)
        {
            if (waiter.Slot >= 0)
            {
                // The slot's last takes the freed place: order does not matter within a slot.
                var slot = wheel[waiter.Slot];
                slot[^1].Place = waiter.Place;
                slot[waiter.Place] = slot[^1];
                slot.RemoveAt(slot.Count - 1);
                waiter.Slot = -1;
            }
        }
    }

    public void Dispose() => timer.Dispose();

    private void Advance()
    {
        Waiter[] due;
        lock (gate)
        {
            now = (now + 1) % Slots;
            due = [.. wheel[now]];
            wheel[now].Clear();
            foreach (var waiter in due)
            {
                waiter.Slot = -1;
            }
        }

        foreach (var waiter in due)
        {
            waiter.Wake();
        }
    }
}

/// <summary>One waiting request.</summary>
public sealed class Waiter
{
    private readonly TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where it stands on the wheel; negative when it does not.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>Where it stands in its slot.</summary>
    public int Place { get; set; }

    public Task Woken => woken.Task;

    public void Wake() => woken.TrySetResult();
}

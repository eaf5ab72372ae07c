namespace Vestnik.Storage.Engine;

/// <summary>What waits for a lane, in order. Many threads add; the lane's thread takes.</summary>
internal sealed class WriteQueue
{
    private const int Capacity = 65_536;

    // Where several write at once, a moment's patience makes one flush of the disk out of many.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(1);

    private readonly object gate = new();
    private readonly Queue<PendingWrite> waiting = new();
    private bool idle;
    private bool closed;

    /// <summary>Closed, and everything in it was taken.</summary>
    public bool IsCompleted
    {
        get
        {
            lock (gate)
            {
                return closed && waiting.Count == 0;
            }
        }
    }

    /// <summary>False when the queue is full or closed.</summary>
    public bool TryAdd(PendingWrite write)
    {
        lock (gate)
        {
            if (closed || waiting.Count >= Capacity)
            {
                return false;
            }

            waiting.Enqueue(write);
            if (idle)
            {
                Monitor.Pulse(gate);
            }

            return true;
        }
    }

    public void Close()
    {
        lock (gate)
        {
            closed = true;
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Waits for work and replaces the batch by it; the batch is empty when none came in time or the queue is closed.</summary>
    /// <param name="batch">The last batch: when several wrote in it, more are likely to come within a moment.</param>
    /// <param name="most">The batch's length at most.</param>
    /// <param name="patience">So long it waits for the first.</param>
    public void Take(List<PendingWrite> batch, int most, TimeSpan patience)
    {
        var several = batch.Count > 1;
        batch.Clear();
        lock (gate)
        {
            WaitForFirst(patience);
            if (several && !closed && waiting.Count < most)
            {
                // Nobody pulses a lane that is not idle, so this sleeps out its time without waking for each write.
                Monitor.Wait(gate, Gathering);
            }

            while (batch.Count < most && waiting.TryDequeue(out var next))
            {
                batch.Add(next);
            }
        }
    }

    private void WaitForFirst(TimeSpan patience)
    {
        idle = true;
        while (waiting.Count == 0 && !closed && Monitor.Wait(gate, patience))
        {
        }

        idle = false;
    }
}
